package se.samsyn.core.organisation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.web.Access;
import se.samsyn.api.web.Request;
import se.samsyn.api.web.Response;
import se.samsyn.api.web.Route;
import se.samsyn.core.organisation.Unit.Standing;
import se.samsyn.core.organisation.UnitEditPages.Option;
import se.samsyn.core.web.Form;
import se.samsyn.core.web.HttpRequest;
import se.samsyn.core.web.Paging;

/** What stands beside our own organisation: independent schools, and bodies to compare with. */
final class OtherUnitPages {

    private static final String TEMPLATE = "se/samsyn/core/organisation/others";
    private static final List<UnitKind> COMPARED =
            List.of(UnitKind.COUNTRY, UnitKind.REGION, UnitKind.MUNICIPALITY, UnitKind.MUNICIPALITY_GROUP);

    private final UnitRepository units;

    OtherUnitPages(UnitRepository units) {
        this.units = units;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/units/independent", Access.signedIn(), request -> list(request, Standing.INDEPENDENT)),
                Route.get("/units/comparison", Access.signedIn(), request -> list(request, Standing.COMPARISON)));
    }

    private Response list(Request request, Standing standing) {
        String searched = Objects.toString(request.query("q"), "");
        UnitKind kind = kind(request.query("kind"));
        Paging paging = Paging.of(request, "q", "kind");
        int total = units.count(standing, kind, searched);
        Map<String, Object> model = new HashMap<>();
        model.put("standing", standing.name());
        model.put("form", Form.of(Map.of("q", searched, "kind", kind == null ? "" : kind.name())));
        model.put("kinds", standing == Standing.COMPARISON ? kinds(request) : List.of());
        model.put("units", units.search(standing, kind, searched, paging.offset(), paging.size()));
        model.put("total", total);
        model.put("pages", paging.links(total));
        return Response.page(TEMPLATE, model);
    }

    private static List<Option> kinds(Request request) {
        return Stream.concat(
                        Stream.of(new Option("", request.text("organisation.others.allkinds"))),
                        COMPARED.stream().map(kind -> new Option(kind.name(), request.text("organisation.kind." + kind))))
                .toList();
    }

    private static @Nullable UnitKind kind(@Nullable String text) {
        return COMPARED.stream().filter(kind -> kind.name().equals(text)).findFirst().orElse(null);
    }
}
