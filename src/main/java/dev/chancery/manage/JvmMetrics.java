package dev.chancery.manage;

import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// The few figures of the Java runtime that explain a slow or fat node.
final class JvmMetrics {
    private JvmMetrics() {}

    static void register(PrometheusRegistry registry) {
        GaugeWithCallback.builder()
                .name("jvm_memory_used_bytes")
                .help("Memory in use")
                .labelNames("area")
                .callback(gauge -> {
                    var memory = ManagementFactory.getMemoryMXBean();
                    gauge.call((double) memory.getHeapMemoryUsage().getUsed(), "heap");
                    gauge.call((double) memory.getNonHeapMemoryUsage().getUsed(), "nonheap");
                })
                .register(registry);
        GaugeWithCallback.builder()
                .name("jvm_memory_max_bytes")
                .help("The most the heap may grow to")
                .callback(gauge -> gauge.call((double) Runtime.getRuntime().maxMemory()))
                .register(registry);
        GaugeWithCallback.builder()
                .name("jvm_threads_current")
                .help("Platform threads")
                .callback(
                        gauge -> gauge.call(ManagementFactory.getThreadMXBean().getThreadCount()))
                .register(registry);
        CounterWithCallback.builder()
                .name("jvm_gc_collection_seconds")
                .help("Time spent collecting garbage")
                .callback(count -> count.call(collecting()))
                .register(registry);
        CounterWithCallback.builder()
                .name("process_cpu_seconds")
                .help("CPU time of the process")
                .callback(count -> count.call(cpuSeconds()))
                .register(registry);
    }

    private static double collecting() {
        var millis = ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                .sum();
        return millis / (double) TimeUnit.SECONDS.toMillis(1);
    }

    private static double cpuSeconds() {
        var used = ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
        return used.toMillis() / (double) TimeUnit.SECONDS.toMillis(1);
    }
}
