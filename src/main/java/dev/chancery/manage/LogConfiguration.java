package dev.chancery.manage;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.DefaultJoranConfigurator;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.spi.ContextAware;
import ch.qos.logback.core.spi.ContextAwareBase;
import ch.qos.logback.core.spi.LifeCycle;
import java.util.List;

/// The log: as the operator's own `logback.xml` says, where there is one, else JSON lines on standard error. Those in
/// code, because reading XML would load a parser at each start.
@ConfiguratorRank(ConfiguratorRank.NOMINAL)
public final class LogConfiguration extends ContextAwareBase implements Configurator {
    private static final int LINES_QUEUED = 8192;

    /// These log what passes through them, at the finer levels.
    private static final List<String> TALKATIVE = List.of(
            "org.flywaydb",
            "org.eclipse.jetty",
            "com.zaxxer.hikari",
            "org.jdbi",
            "org.sqlite",
            "org.postgresql",
            "com.nimbusds");

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        var own = new DefaultJoranConfigurator();
        own.setContext(context);
        if (own.configure(context) != ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY) asShipped(context);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    static void asShipped(LoggerContext context) {
        var console = new ConsoleAppender<ILoggingEvent>();
        console.setName("console");
        console.setTarget("System.err");
        console.setEncoder(started(new JsonLines(), context));
        started(console, context);
        var root = context.getLogger("ROOT");
        root.setLevel(Level.INFO);
        root.addAppender(console);

        var queue = new AccessQueue();
        queue.setContext(context);
        queue.setName("access");
        queue.setQueueSize(LINES_QUEUED);
        queue.setNeverBlock(true);
        queue.addAppender(console);
        started(queue, context);
        var access = context.getLogger("access");
        access.setLevel(Level.INFO);
        access.setAdditive(false);
        access.addAppender(queue);

        for (var library : TALKATIVE) context.getLogger(library).setLevel(Level.WARN);
    }

    private static <T extends ContextAware & LifeCycle> T started(T part, LoggerContext context) {
        part.setContext(context);
        part.start();
        return part;
    }
}
