package ${package};

import java.util.Map;
import se.samsyn.api.web.Request;
import se.samsyn.api.web.Response;

/** What has come from the payroll system. */
final class DeliveryPage {

    private static final int SHOWN = 30;

    private final DeliveryRepository deliveries;

    DeliveryPage(DeliveryRepository deliveries) {
        this.deliveries = deliveries;
    }

    Response show(Request request) {
        return Response.page("sick-leave/deliveries", Map.of("deliveries", deliveries.latest(SHOWN)));
    }
}
