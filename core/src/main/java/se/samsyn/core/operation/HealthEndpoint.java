package se.samsyn.core.operation;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import se.samsyn.api.web.Request;
import se.samsyn.api.web.Response;
import se.samsyn.core.database.Database;
import se.samsyn.core.settings.Version;

/** Tells a monitor, without sign-in, whether the server is well. */
final class HealthEndpoint {

    private static final Logger LOG = LoggerFactory.getLogger(HealthEndpoint.class);

    private final Database database;
    private final Supplier<Map<String, String>> plugins;

    /**
     * @param plugins the state of each plugin by its id
     */
    HealthEndpoint(Database database, Supplier<Map<String, String>> plugins) {
        this.database = database;
        this.plugins = plugins;
    }

    Response health(Request request) {
        boolean well = databaseAnswers();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("status", well ? "up" : "down");
        body.put("version", Version.current());
        body.put("database", well ? database.readOnly() ? "read-only" : "up" : "down");
        body.put("plugins", plugins.get());
        return new Response.Json(well ? 200 : 503, body, null);
    }

    private boolean databaseAnswers() {
        try {
            database.jdbi().useHandle(handle -> handle.createQuery("select count(*) from setting")
                    .mapTo(Long.class)
                    .one());
            return true;
        } catch (JdbiException e) {
            LOG.error("The database does not answer: {}", e.getMessage());
            return false;
        }
    }
}
