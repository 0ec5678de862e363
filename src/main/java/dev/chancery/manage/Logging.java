package dev.chancery.manage;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/// The log of this process, set up by [LogConfiguration]: JSON lines on standard error.
public final class Logging {
    private Logging() {}

    /// Also takes in what libraries log by `java.util.logging`.
    ///
    /// @param forPeople lines of text instead of JSON
    /// @param access a line for each request
    public static void start(boolean forPeople, boolean access) {
        if (!access) context().getLogger("access").setLevel(Level.OFF);
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        if (!forPeople) return;
        var queue = accessQueue();
        if (queue == null || !(queue.getAppender("console") instanceof ConsoleAppender<ILoggingEvent> console)) return;
        var encoder = new TextLines();
        encoder.setContext(context());
        encoder.start();
        console.setEncoder(encoder);
    }

    /// Writes what is still queued; nothing is logged afterwards.
    public static void stop() {
        context().stop();
    }

    /// Access log lines for which there was no room.
    static long dropped() {
        var queue = accessQueue();
        return queue == null ? 0 : queue.dropped();
    }

    private static @Nullable AccessQueue accessQueue() {
        return context().getLogger("access").getAppender("access") instanceof AccessQueue queue ? queue : null;
    }

    private static LoggerContext context() {
        return (LoggerContext) LoggerFactory.getILoggerFactory();
    }
}
