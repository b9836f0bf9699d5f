package se.samsyn.core.change;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import se.samsyn.api.web.Request;
import se.samsyn.api.web.Response;
import se.samsyn.core.database.Times;

/** A page that says so, when a thing is asked for as it was before it was made. */
public final class NotYet {

    private NotYet() {}

    /** The page, when the request asks for a time before the thing was made. */
    public static Optional<Response> of(
            Request request, ChangeLog changes, Clock clock, String entity, long id, String name, String path) {
        Optional<AsOf> asOf = AsOf.of(request, clock);
        return asOf.isEmpty() ? Optional.empty() : changes.created(entity, id)
                .filter(created -> !created.isBefore(asOf.get().until()))
                .map(created -> Response.page(
                                "se/samsyn/core/change/not-yet",
                                Map.of(
                                        "name", name,
                                        "path", path,
                                        "asked", asOf.get().date(),
                                        "created", created,
                                        "first", Times.date(created)))
                        .withStatus(404));
    }
}
