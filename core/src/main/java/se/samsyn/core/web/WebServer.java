package se.samsyn.core.web;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.MethodNotAllowedResponse;
import io.javalin.http.staticfiles.Location;
import io.javalin.router.Endpoint;
import io.javalin.util.JavalinException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import se.samsyn.api.web.Route;
import se.samsyn.core.settings.Settings;

/** The HTTP server: core's routes, the static files, the headers that every answer has. */
public final class WebServer implements AutoCloseable {

    static final long UPLOAD_LIMIT = 64L * 1024 * 1024;
    static final long FORM_LIMIT = 4L * 1024 * 1024;
    private static final String FOREVER = "public, max-age=31536000, immutable";
    private static final String POLICY = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
            + "form-action 'self'; frame-ancestors 'none'";

    private static final Logger LOG = LoggerFactory.getLogger(WebServer.class);

    private final Javalin javalin;

    private WebServer(Javalin javalin) {
        this.javalin = javalin;
    }

    /**
     * Starts the server.
     *
     * @param plugins adds the handlers under which plugins' routes are looked up
     * @param temporary a folder for uploads on their way in
     * @param observer is told of every request that was answered
     */
    public static WebServer start(
            Settings settings,
            List<Route> routes,
            Scope core,
            Dispatcher dispatcher,
            Consumer<JavalinConfig> plugins,
            Path temporary,
            RequestObserver observer) {
        Javalin javalin = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.startup.startupWatcherEnabled = false;
            Listener.configure(config.jetty, settings);
            config.requestLogger.http((context, millis) -> observe(context, millis, observer));
            config.http.maxRequestSize = FORM_LIMIT;
            config.http.prefer405over404 = true;
            config.jetty.multipartConfig.cacheDirectory(temporary.toString());
            config.jetty.multipartConfig.maxFileSize(UPLOAD_LIMIT, io.javalin.config.SizeUnit.BYTES);
            config.jetty.multipartConfig.maxTotalRequestSize(UPLOAD_LIMIT, io.javalin.config.SizeUnit.BYTES);
            config.jetty.multipartConfig.maxInMemoryFileSize(64, io.javalin.config.SizeUnit.KB);
            config.staticFiles.add(files -> {
                files.hostedPath = Assets.ADDRESS;
                files.directory = Assets.FOLDER;
                files.location = Location.CLASSPATH;
                files.headers = Map.of("Cache-Control", FOREVER);
            });
            config.routes.get(Theme.PATH, context -> sendTheme(context, dispatcher, core));
            config.routes.before(context -> {
                context.header("Content-Security-Policy", POLICY);
                context.header("X-Content-Type-Options", "nosniff");
                context.header("Referrer-Policy", "same-origin");
            });
            CoreRoutes coreRoutes = new CoreRoutes(routes, dispatcher, core);
            config.routes.before(coreRoutes::serve);
            plugins.accept(config);
            config.routes.exception(MethodNotAllowedResponse.class, (refusal, context) -> dispatcher.methodNotAllowed(
                    context, String.join(", ", refusal.getDetails().values()), core));
            config.routes.error(404, context -> {
                if (pattern(context).isEmpty()) {
                    dispatcher.notFound(context, core);
                }
            });
        });
        return new WebServer(javalin.start());
    }

    /** The address holds the colour, so that the answer never changes. */
    private static void sendTheme(Context context, Dispatcher dispatcher, Scope core) {
        String colour = "#" + context.pathParam("colour");
        if (Theme.isColour(colour)) {
            context.header("Cache-Control", FOREVER);
            context.contentType("text/css").result(Theme.of(colour).css());
        } else {
            context.status(404);
            dispatcher.notFound(context, core);
        }
    }

    private static void observe(Context context, float millis, RequestObserver observer) {
        if (context.attribute(LiveStream.OPEN) != null) {
            return; // It lasted as long as somebody listened, which says nothing of how fast we are.
        }
        observer.answered(context.method().name(), pattern(context), context.path(), context.statusCode(), millis);
    }

    private static String pattern(Context context) {
        String ofCore = context.attribute(CoreRoutes.PATTERN);
        if (ofCore != null) {
            return ofCore;
        }
        Endpoint endpoint = context.endpoints().matchedHttpEndpoint();
        return endpoint == null ? "" : endpoint.path;
    }

    public int port() {
        return javalin.port();
    }

    /** Lets requests in flight finish; those that take longer than it waits are cut off. */
    @Override
    public void close() {
        try {
            javalin.stop();
        } catch (JavalinException cutOff) {
            // It has stopped all the same, and whoever closes it has more to close.
            LOG.warn("Not every request had ended when the server stopped: {}", cutOff.getMessage());
        }
    }
}
