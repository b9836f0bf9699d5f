package se.samsyn.core.operation;

import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Unit;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.function.DoubleSupplier;
import se.samsyn.core.settings.Version;
import se.samsyn.core.web.RequestObserver;

/** What the server counts: requests and their time by route, memory, threads and the size of the database. */
public final class Metrics implements RequestObserver {

    public static final String CONTENT_TYPE = PrometheusTextFormatWriter.CONTENT_TYPE;

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final Histogram requests = Histogram.builder()
            .name("samsyn_http_request_duration_seconds")
            .help("How long requests took, by route as declared")
            .unit(Unit.SECONDS)
            .classicOnly()
            .classicUpperBounds(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
            .labelNames("method", "route", "status")
            .register(registry);

    public Metrics(Path databaseFile) {
        Info.builder().name("samsyn_build").help("The version").labelNames("version").register(registry)
                .setLabelValues(Version.current());
        gauge("samsyn_heap_used_bytes", "Java heap in use", () ->
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        gauge("samsyn_threads", "Java threads", () -> ManagementFactory.getThreadMXBean().getThreadCount());
        gauge("samsyn_uptime_seconds", "Time since the start", () ->
                ManagementFactory.getRuntimeMXBean().getUptime() / 1000.0);
        gauge("samsyn_database_bytes", "Size of the database's file", () -> databaseFile.toFile().length());
    }

    @Override
    public void answered(String method, String route, String path, int status, double millis) {
        requests.labelValues(method, route.isEmpty() ? "none" : route, Integer.toString(status)).observe(millis / 1000);
    }

    /** Writes all in Prometheus' text format. */
    void writeTo(OutputStream out) throws IOException {
        PrometheusTextFormatWriter.create().write(out, registry.scrape(), EscapingScheme.DEFAULT);
    }

    private void gauge(String name, String help, DoubleSupplier value) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .callback(callback -> callback.call(value.getAsDouble()))
                .register(registry);
    }
}
