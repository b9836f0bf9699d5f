package se.samsyn.core.measuring;

import static se.samsyn.core.access.CorePermissions.INDICATOR_EDIT;

import java.time.Clock;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.web.Access;
import se.samsyn.api.web.Request;
import se.samsyn.api.web.Response;
import se.samsyn.api.web.Route;
import se.samsyn.core.access.Grant;
import se.samsyn.core.access.Ids;
import se.samsyn.core.change.History;
import se.samsyn.core.database.Times;
import se.samsyn.core.measuring.Indicator.Aggregation;
import se.samsyn.core.measuring.Indicator.Direction;
import se.samsyn.core.measuring.Indicator.Periodicity;
import se.samsyn.core.measuring.IndicatorPages.Option;
import se.samsyn.core.web.Form;
import se.samsyn.core.web.HttpRequest;
import se.samsyn.core.web.NotFound;
import se.samsyn.core.web.Numbers;
import se.samsyn.core.web.Rejection;
import se.samsyn.core.web.StaleVersion;

/** Makes and changes indicators: the municipality's own, and those chosen from a catalogue. */
final class IndicatorFormPages {

    private static final String TEMPLATE = "se/samsyn/core/measuring/indicator-form";
    private static final int HISTORY = 20;

    private final IndicatorService indicators;
    private final IndicatorRepository repository;
    private final CatalogueRepository catalogue;
    private final History history;
    private final Clock clock;

    IndicatorFormPages(
            IndicatorService indicators,
            IndicatorRepository repository,
            CatalogueRepository catalogue,
            History history,
            Clock clock) {
        this.indicators = indicators;
        this.repository = repository;
        this.catalogue = catalogue;
        this.history = history;
        this.clock = clock;
    }

    List<Route> routes() {
        Access access = Access.permission(INDICATOR_EDIT);
        return List.of(
                Route.get("/indicators/new", access, this::create),
                Route.post("/indicators/new", access, this::saveNew),
                Route.get("/indicators/{id}/edit", access, this::edit),
                Route.post("/indicators/{id}/edit", access, this::save));
    }

    private Response create(Request request) {
        grant(request);
        String source = Optional.ofNullable(request.query("source")).orElse(IndicatorService.OWN);
        String code = Optional.ofNullable(request.query("code")).orElse("");
        if (source.equals(IndicatorService.OWN)) {
            return page(request, Form.of(Map.of("source", source, "decimals", 0)), null, 200);
        }
        Optional<Indicator> already = repository.find(source, code);
        if (already.isPresent()) {
            return Response.redirect("/indicators/" + already.get().id());
        }
        CatalogueIndicator chosen = catalogued(source, code);
        return page(request, form(chosen.draft(), request), null, 200);
    }

    private Response saveNew(Request request) {
        Grant grant = grant(request);
        Form form = Form.of(request);
        String source = form.value("source");
        Indicator base = source.equals(IndicatorService.OWN)
                ? EMPTY
                : catalogued(source, form.value("code")).draft();
        return saved(request, form, base, draft -> indicators.create(grant, draft));
    }

    private Response edit(Request request) {
        grant(request);
        Indicator indicator = indicator(request);
        return page(request, form(indicator, request), indicator, 200);
    }

    private Response save(Request request) {
        Grant grant = grant(request);
        Form form = Form.of(request);
        Indicator current = indicator(request);
        OptionalLong version = Ids.parse(form.value("version"));
        int base = version.isPresent() ? (int) version.getAsLong() : 0;
        try {
            return saved(
                    request, form, current, draft -> indicators.update(
                            grant, draft.identified(current.id(), base)));
        } catch (StaleVersion e) {
            form.reject("", request.text("measuring.form.stale"));
            return page(request, form.with("version", current.version()), current, 409);
        }
    }

    private interface Save {
        Indicator draft(Indicator draft);
    }

    private Response saved(Request request, Form form, Indicator base, Save save) {
        Indicator draft = read(request, form, base);
        if (form.valid()) {
            try {
                Indicator saved = save.draft(draft);
                return Response.redirect("/indicators/" + saved.id()).withNotice("measuring.form.saved", saved.name());
            } catch (Rejection rejection) {
                form.reject(rejection, request::text);
            }
        }
        return page(request, form, base.id() == 0 ? null : base, 422);
    }

    /** What was typed, over what it was; source and code of those that others publish stay. */
    private Indicator read(Request request, Form form, Indicator base) {
        boolean own = base.source().equals(IndicatorService.OWN);
        return new Indicator(
                base.id(),
                base.source(),
                own ? form.value("code") : base.code(),
                form.value("name"),
                form.value("definition"),
                form.value("unitOfMeasure"),
                decimals(request, form),
                choice(request, form, "direction", Direction.class, base.direction()),
                choice(request, form, "periodicity", Periodicity.class, base.periodicity()),
                choice(request, form, "aggregation", Aggregation.class, base.aggregation()),
                tolerance(request, form),
                own ? form.checked("byGender") : base.byGender(),
                form.checked("retired")
                        ? Optional.ofNullable(base.retiredOn()).orElse(Times.date(clock.instant()))
                        : null,
                base.version());
    }

    private static int decimals(Request request, Form form) {
        if (form.value("decimals").matches("[0-6]")) {
            return Integer.parseInt(form.value("decimals"));
        }
        form.reject("decimals", request.text("measuring.error.decimals", 6));
        return 0;
    }

    private static @Nullable Double tolerance(Request request, Form form) {
        if (form.value("tolerance").isEmpty()) {
            return null;
        }
        OptionalDouble number = Numbers.parse(form.value("tolerance"));
        if (number.isEmpty() || number.getAsDouble() < 0) {
            form.reject("tolerance", request.text("measuring.error.tolerance"));
            return null;
        }
        return number.getAsDouble();
    }

    private static <E extends Enum<E>> E choice(Request request, Form form, String name, Class<E> type, E otherwise) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equals(form.value(name)))
                .findFirst()
                .orElseGet(() -> {
                    form.reject(name, request.text("measuring.error.choice"));
                    return otherwise;
                });
    }

    private Form form(Indicator indicator, Request request) {
        Map<String, Object> values = new HashMap<>();
        values.put("source", indicator.source());
        values.put("code", indicator.code());
        values.put("name", indicator.name());
        values.put("definition", indicator.definition());
        values.put("unitOfMeasure", indicator.unitOfMeasure());
        values.put("decimals", indicator.decimals());
        values.put("direction", indicator.direction());
        values.put("periodicity", indicator.periodicity());
        values.put("aggregation", indicator.aggregation());
        values.put(
                "tolerance",
                indicator.tolerance() == null ? "" : Numbers.text(indicator.tolerance(), request.locale()));
        values.put("byGender", indicator.byGender());
        values.put("retired", indicator.retiredOn() != null);
        values.put("version", indicator.version());
        return Form.of(values);
    }

    /** @param indicator null for a new one */
    private Response page(Request request, Form form, @Nullable Indicator indicator, int status) {
        Map<String, Object> model = new HashMap<>();
        model.put("form", form);
        model.put("fresh", indicator == null);
        model.put("own", form.value("source").equals(IndicatorService.OWN));
        model.put("title", indicator == null ? request.text("measuring.form.new") : indicator.name());
        model.put("path", indicator == null ? "/indicators/new" : "/indicators/" + indicator.id() + "/edit");
        model.put("back", indicator == null ? "/indicators" : "/indicators/" + indicator.id());
        model.put("directions", options(request, "measuring.direction.", Direction.values()));
        model.put("periodicities", options(request, "measuring.periodicity.", Periodicity.values()));
        model.put("aggregations", options(request, "measuring.aggregation.", Aggregation.values()));
        model.put(
                "changes",
                indicator == null
                        ? List.of()
                        : history.of(IndicatorService.ENTITY, indicator.id(), HISTORY, request));
        return Response.page(TEMPLATE, model).withStatus(status);
    }

    private static List<Option> options(Request request, String prefix, Enum<?>[] values) {
        return Arrays.stream(values)
                .map(value -> new Option(value.name(), request.text(prefix + value.name())))
                .toList();
    }

    private CatalogueIndicator catalogued(String source, String code) {
        return Optional.ofNullable(catalogue.find(source, List.of(code)).get(code))
                .orElseThrow(() -> new NotFound("indicator " + code + " of " + source));
    }

    private Indicator indicator(Request request) {
        return indicators.get(Ids.parse(request.pathParameter("id"))
                .orElseThrow(() -> new NotFound("indicator " + request.pathParameter("id"))));
    }

    /** Every unit is measured by the same indicators, so whoever changes one has to answer for them all. */
    private static Grant grant(Request request) {
        return HttpRequest.user(request).requireOnAll(INDICATOR_EDIT);
    }

    private static final Indicator EMPTY = new Indicator(
            0, IndicatorService.OWN, "", "", "", "", 0, Direction.HIGHER, Periodicity.YEAR, Aggregation.NONE, null,
            false, null, 0);
}
