package se.samsyn.core.operation;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import se.samsyn.api.web.Access;
import se.samsyn.api.web.Route;
import se.samsyn.core.database.Database;
import se.samsyn.core.settings.Settings;
import se.samsyn.core.web.RequestObserver;

/** What those who run the server watch it by. */
public final class OperationModule {

    private final HealthEndpoint health;
    private final MetricsEndpoint metricsEndpoint;
    private final RequestObserver observer;

    /**
     * @param plugins the state of each plugin by its id
     */
    public OperationModule(Settings settings, Database database, Supplier<Map<String, String>> plugins) {
        Metrics metrics = new Metrics(settings.databaseFile());
        this.health = new HealthEndpoint(database, plugins);
        this.metricsEndpoint = new MetricsEndpoint(metrics, settings.metricsFrom());
        this.observer = settings.accessLog() ? new AccessLog(metrics) : metrics;
    }

    public RequestObserver observer() {
        return observer;
    }

    public List<Route> routes() {
        return List.of(
                Route.get("/health", Access.everyone(), health::health),
                Route.get("/metrics", Access.everyone(), metricsEndpoint::metrics));
    }
}
