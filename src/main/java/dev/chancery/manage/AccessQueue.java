package dev.chancery.manage;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.concurrent.atomic.LongAdder;

/// Takes access log lines off the requests' threads. When it is nearly full it drops and counts them, and keeps nobody
/// waiting.
public final class AccessQueue extends AsyncAppender {
    private final LongAdder dropped = new LongAdder();

    @Override
    protected boolean isDiscardable(ILoggingEvent line) {
        dropped.increment();
        return true;
    }

    long dropped() {
        return dropped.sum();
    }
}
