package se.samsyn.core.measuring;

import static se.samsyn.core.access.CorePermissions.INDICATOR_EDIT;
import static se.samsyn.core.access.CorePermissions.PLAN_READ;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.web.Access;
import se.samsyn.api.web.Request;
import se.samsyn.api.web.Response;
import se.samsyn.api.web.Route;
import se.samsyn.core.measuring.IndicatorPages.Option;
import se.samsyn.core.web.Form;
import se.samsyn.core.web.HttpRequest;

/** Every indicator there is, and the catalogue that more are chosen from. */
final class IndicatorListPages {

    private static final String FOLDER = "se/samsyn/core/measuring/";
    private static final int SIZE = 50;

    private final IndicatorRepository indicators;
    private final CatalogueRepository catalogue;

    IndicatorListPages(IndicatorRepository indicators, CatalogueRepository catalogue) {
        this.indicators = indicators;
        this.catalogue = catalogue;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/indicators", Access.permission(PLAN_READ), this::list),
                Route.get("/indicators/catalogue", Access.permission(INDICATOR_EDIT), this::catalogue));
    }

    /** A row of the list. */
    public record Row(Indicator indicator, String source) {}

    /** An entry of the catalogue, and the indicator that it already is; null when it has not been chosen. */
    public record Found(CatalogueIndicator entry, @Nullable Long indicatorId) {}

    private Response list(Request request) {
        Form form = form(request, "q", "source", "area", "show");
        IndicatorFilter filter = new IndicatorFilter(
                blankAsNull(form.value("q")),
                blankAsNull(form.value("source")),
                blankAsNull(form.value("area")),
                form.value("show").equals("used"),
                form.value("show").equals("all"));
        Paging paging = Paging.of(request, SIZE);
        Map<String, Object> model = new HashMap<>();
        model.put("form", form);
        model.put(
                "rows",
                indicators.list(filter, paging.offset(), SIZE).stream()
                        .map(indicator -> new Row(indicator, Sources.of(indicator, request::text)))
                        .toList());
        model.put(
                "links",
                paging.links(request, indicators.count(filter), "/indicators", parameters(form, "q", "source", "area", "show")));
        model.put("any", indicators.count(IndicatorFilter.ALL) > 0);
        model.put("sources", sources(request));
        model.put("areas", indicators.areas().stream().map(a -> new Option(a, a)).toList());
        model.put("shows", List.of(
                new Option("used", request.text("measuring.list.show.used")),
                new Option("all", request.text("measuring.list.show.all"))));
        model.put("mayEdit", HttpRequest.user(request).mayOnAll(INDICATOR_EDIT));
        return Response.page(FOLDER + "indicator-list", model);
    }

    private Response catalogue(Request request) {
        HttpRequest.user(request).requireOnAll(INDICATOR_EDIT);
        Form form = form(request, "q", "area");
        Optional<String> text = Optional.ofNullable(blankAsNull(form.value("q")));
        Optional<String> area = Optional.ofNullable(blankAsNull(form.value("area")));
        boolean asked = text.isPresent() || area.isPresent();
        Paging paging = Paging.of(request, SIZE);
        List<CatalogueIndicator> found = asked
                ? catalogue.search(text.orElse(null), area.orElse(null), paging.offset(), SIZE)
                : List.of();
        Map<String, Object> model = new HashMap<>();
        model.put("form", form);
        model.put("asked", asked);
        Map<String, Long> chosen = chosen(found);
        model.put(
                "found",
                found.stream()
                        .map(entry -> new Found(entry, chosen.get(entry.source() + ":" + entry.code())))
                        .toList());
        int total = asked ? catalogue.count(text.orElse(null), area.orElse(null)) : 0;
        model.put("links", paging.links(request, total, "/indicators/catalogue", parameters(form, "q", "area")));
        model.put("areas", catalogue.areas().stream().map(a -> new Option(a, a)).toList());
        return Response.page(FOLDER + "catalogue", model);
    }

    /** The indicators that those of the catalogue already are, by source and code. */
    private Map<String, Long> chosen(List<CatalogueIndicator> found) {
        Map<String, Long> chosen = new HashMap<>();
        indicators
                .findByCode(found.stream().map(CatalogueIndicator::code).toList())
                .forEach(indicator -> chosen.put(indicator.source() + ":" + indicator.code(), indicator.id()));
        return chosen;
    }

    private List<Option> sources(Request request) {
        return indicators.sources().stream()
                .map(source -> new Option(source, Sources.ofIndicators(source, request::text)))
                .toList();
    }

    private static Form form(Request request, String... names) {
        Map<String, String> values = new HashMap<>();
        for (String name : names) {
            values.put(name, Optional.ofNullable(request.query(name)).orElse(""));
        }
        return Form.of(values);
    }

    private static Map<String, List<String>> parameters(Form form, String... names) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        for (String name : names) {
            parameters.put(name, List.of(form.value(name)));
        }
        return parameters;
    }

    private static @Nullable String blankAsNull(String text) {
        return text.isBlank() ? null : text;
    }
}
