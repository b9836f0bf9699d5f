package se.samsyn.core.operation;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import se.samsyn.api.web.Request;
import se.samsyn.api.web.Response;
import se.samsyn.core.settings.Settings.MetricsFrom;
import se.samsyn.core.web.HttpRequest;

/** Shows the metrics to those who may see them. */
final class MetricsEndpoint {

    private static final List<String> FORWARDING =
            List.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "Via");

    private final Metrics metrics;
    private final MetricsFrom from;

    MetricsEndpoint(Metrics metrics, MetricsFrom from) {
        this.metrics = metrics;
        this.from = from;
    }

    Response metrics(Request request) throws UnknownHostException {
        if (from == MetricsFrom.LOOPBACK && !fromThisMachine(request)) {
            return new Response.Problem(403, "forbidden", request.text("operation.metrics.loopback"), Map.of());
        }
        return new Response.File("metrics.txt", Metrics.CONTENT_TYPE, metrics::writeTo);
    }

    /** A proxy on this machine is no reason to show them to the world. */
    private static boolean fromThisMachine(Request request) throws UnknownHostException {
        return FORWARDING.stream().allMatch(name -> request.header(name) == null)
                && InetAddress.getByName(HttpRequest.address(request)).isLoopbackAddress();
    }
}
