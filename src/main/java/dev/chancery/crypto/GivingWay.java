package dev.chancery.crypto;

import static java.lang.foreign.MemoryLayout.PathElement.groupElement;
import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.invoke.MethodHandle;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Lets the calling thread give way: on Linux it asks for slices so long that whoever wakes for something short goes
/// first (sched_setattr(2); heeded since Linux 6.12), and for a smaller share of a machine that is busy. Where the
/// system doesn't know how, nothing happens.
final class GivingWay {
    private static final Logger LOG = LoggerFactory.getLogger(GivingWay.class);
    private static final Map<String, Long> SCHED_SETATTR = Map.of("amd64", 314L, "aarch64", 274L);
    private static final MemoryLayout ATTRIBUTES = MemoryLayout.structLayout(
            JAVA_INT.withName("size"),
            JAVA_INT.withName("policy"),
            JAVA_LONG.withName("flags"),
            JAVA_INT.withName("nice"),
            JAVA_INT.withName("priority"),
            JAVA_LONG.withName("slice"),
            JAVA_LONG.withName("deadline"),
            JAVA_LONG.withName("period"));
    static final int NICE = 4;
    static final long SLICE_NANOS = 100_000_000; // the longest that the kernel grants

    private GivingWay() {}

    static void ask() {
        var number = SCHED_SETATTR.get(System.getProperty("os.arch"));
        if (number == null || !System.getProperty("os.name").equals("Linux")) return;
        try (var arena = Arena.ofConfined()) {
            var attributes = arena.allocate(ATTRIBUTES);
            var syscall = syscall();
            var refused = (long) syscall.invokeExact(number + 1, 0, attributes, (int) ATTRIBUTES.byteSize(), 0);
            // nobody may take less than they have without privileges
            attributes.set(JAVA_INT, offset("nice"), Math.max(NICE, attributes.get(JAVA_INT, offset("nice"))));
            attributes.set(JAVA_LONG, offset("slice"), SLICE_NANOS);
            if (refused == 0) refused = (long) syscall.invokeExact((long) number, 0, attributes, 0, 0);
            if (refused != 0) LOG.debug("the system grants hashing no slices of its own");
        } catch (Throwable unsupported) {
            LOG.debug("hashing has no slices of its own", unsupported);
        }
    }

    /// syscall(2), for sched_setattr(pid, attributes, flags) and, one number on, sched_getattr(pid, attributes, size,
    /// flags).
    @SuppressWarnings("restricted") // the launcher and the jar's manifest allow native access
    private static MethodHandle syscall() {
        var linker = Linker.nativeLinker();
        return linker.downcallHandle(
                linker.defaultLookup().findOrThrow("syscall"),
                FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT),
                Linker.Option.firstVariadicArg(1));
    }

    private static long offset(String name) {
        return ATTRIBUTES.byteOffset(groupElement(name));
    }
}
