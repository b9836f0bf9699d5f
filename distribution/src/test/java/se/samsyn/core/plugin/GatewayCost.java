package se.samsyn.core.plugin;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import se.samsyn.api.web.Handler;
import se.samsyn.api.web.Request;
import se.samsyn.api.web.Response;
import se.samsyn.api.web.Route;
import se.samsyn.core.settings.DataFolder;

/** A handler of an installed plugin that does nothing, called as a request calls it, and by itself. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class GatewayCost {

    private static final Request REQUEST = (Request) Proxy.newProxyInstance(
            Request.class.getClassLoader(), new Class<?>[] {Request.class}, (self, method, arguments) -> {
                throw new UnsupportedOperationException("The handler asks nothing of its request");
            });

    private Path data;
    private PluginFixture samsyn;
    private PluginScope scope;
    private Handler handler;

    @Setup
    public void open() throws IOException {
        data = Files.createTempDirectory("samsyn-gateway");
        PluginSource.of("idle")
                .members("private static final Response ANSWER = Response.json(1);")
                .define("c.route(Route.get(\"/\", Access.everyone(), r -> ANSWER));")
                .writeTo(data.resolve("plugins"));
        samsyn = new PluginFixture(data, false);
        samsyn.module.startEnabled();
        samsyn.enable("idle");
        ActivePlugin plugin = samsyn.published.find("idle").orElseThrow();
        scope = plugin.scope();
        handler = plugin.pages().match(Route.Method.GET, "/").orElseThrow().route().handler();
    }

    @TearDown
    public void close() throws IOException {
        samsyn.close();
        new DataFolder(data).delete();
    }

    @Benchmark
    public Response bare() throws Exception {
        return handler.handle(REQUEST);
    }

    /** With the place that a request takes for its length. */
    @Benchmark
    public Response throughGateway() {
        if (scope.gateway().enter() != PluginGateway.Entry.ADMITTED) {
            throw new IllegalStateException("Not admitted");
        }
        try {
            return scope.answer(handler, REQUEST, "/");
        } finally {
            scope.gateway().leave();
        }
    }
}
