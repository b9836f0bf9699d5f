package se.samsyn.plugin.schoolquality;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.organisation.Unit;
import se.samsyn.api.web.FormView;
import se.samsyn.api.web.Request;
import se.samsyn.api.web.Response;

/** The list of rounds, and beginning one. */
final class RoundPages {

    private static final int PAGE = 25;
    private static final ZoneId ZONE = ZoneId.of("Europe/Stockholm");

    private final RoundRepository rounds;
    private final FrameworkRepository frameworks;
    private final Clock clock;

    RoundPages(RoundRepository rounds, FrameworkRepository frameworks, Clock clock) {
        this.rounds = rounds;
        this.frameworks = frameworks;
        this.clock = clock;
    }

    /** A round in the list. */
    public record Row(Views.Place place, String color, int begun, int handedIn) {}

    Response list(Request request) {
        String unit = blankToNull(request.query("unit"));
        Round.State state = state(request.query("state"));
        int page = Rounds.number(String.valueOf(request.query("page"))).orElse(1L).intValue();
        List<RoundRepository.Counted> found = rounds.list(
                request.caller().unitsWith(Views.READ),
                new RoundRepository.Filter(unit, state),
                Math.multiplyExact(Math.min(page, 10_000) - 1, PAGE),
                PAGE + 1);
        boolean more = found.size() > PAGE;
        String filter = "&unit=" + (unit == null ? "" : unit) + "&state=" + (state == null ? "" : state);
        Map<String, Object> model = new HashMap<>();
        model.put("rows", rows(request, more ? found.subList(0, PAGE) : found));
        model.put("form", FormView.of(Map.of("unit", unit == null ? "" : unit, "state", state == null ? "" : state.name())));
        model.put("filtered", unit != null || state != null);
        model.put("units", options(readable(request)));
        model.put("states", states(request));
        model.put("next", more ? "/modules/school-quality?page=" + (page + 1) + filter : "");
        model.put("previous", page > 1 ? "/modules/school-quality?page=" + (page - 1) + filter : "");
        model.put("mayOpen", request.caller().may(Views.MANAGE));
        model.put("mayFrameworks", request.caller().may(Views.FRAMEWORKS));
        return Response.page("school-quality/rounds", model);
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || Rounds.number(text).isEmpty() ? null : text;
    }

    private static Round.@Nullable State state(@Nullable String name) {
        for (Round.State state : Round.State.values()) {
            if (state.name().equals(name)) {
                return state;
            }
        }
        return null;
    }

    private List<Row> rows(Request request, List<RoundRepository.Counted> found) {
        Map<Long, Framework> byId = frameworks.byId();
        Map<String, Unit> units = request.services()
                .units()
                .find(found.stream().map(row -> row.round().unitId()).collect(Collectors.toSet()));
        List<Row> rows = new ArrayList<>();
        for (RoundRepository.Counted row : found) {
            Unit unit = units.get(row.round().unitId());
            Framework framework = byId.get(row.round().frameworkId());
            if (unit != null && framework != null) {
                rows.add(new Row(
                        Views.place(request, row.round(), framework, unit),
                        color(row.round().state()),
                        row.begun(),
                        row.handedIn()));
            }
        }
        return rows;
    }

    static String color(Round.State state) {
        return switch (state) {
            case OPEN -> "info";
            case JOINT -> "warning";
            case LOCKED -> "success";
        };
    }

    private static List<Views.Option> states(Request request) {
        List<Views.Option> states = new ArrayList<>();
        for (Round.State state : Round.State.values()) {
            states.add(new Views.Option(state.name(), request.text("round.state." + state), ""));
        }
        return states;
    }

    private static List<Unit> readable(Request request) {
        Set<String> ids = request.caller().unitsWith(Views.READ);
        return request.services().units().all().stream().filter(u -> ids.contains(u.id())).toList();
    }

    private static List<Views.Option> options(List<Unit> units) {
        return units.stream().map(u -> new Views.Option(u.id(), u.name(), "")).toList();
    }

    Response begin(Request request) {
        String unit = request.query("unit");
        FormView form = FormView.of(Map.of());
        form.put("unit", unit).put("period", Period.choices(today()).get(0).code());
        return form(request, form);
    }

    private Response.Page form(Request request, FormView form) {
        Set<String> ids = request.caller().unitsWith(Views.MANAGE);
        List<Unit> units =
                request.services().units().all().stream().filter(u -> ids.contains(u.id())).toList();
        List<Framework> usable = frameworks.all().stream()
                .filter(framework -> !framework.retired())
                .filter(framework -> units.stream().anyMatch(unit -> framework.fits(unit.kind())))
                .toList();
        if (units.size() == 1 && form.value("unit").isEmpty()) {
            form.put("unit", units.get(0).id());
        }
        if (form.value("framework").isEmpty()) {
            units.stream()
                    .filter(u -> u.id().equals(form.value("unit")))
                    .flatMap(u -> usable.stream().filter(f -> f.fits(u.kind())))
                    .findFirst()
                    .ifPresent(f -> form.put("framework", f.id()));
        }
        return Response.page(
                "school-quality/round-new",
                Map.of(
                        "form", form,
                        "units", options(units),
                        "frameworks",
                                usable.stream()
                                        .map(f -> new Views.Option(
                                                Long.toString(f.id()),
                                                f.content().title(),
                                                f.content().description()))
                                        .toList(),
                        "periods",
                                Period.choices(today()).stream()
                                        .map(p -> new Views.Option(p.code(), p.label(request), ""))
                                        .toList()));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZONE);
    }

    Response open(Request request) {
        FormView form = FormView.of(request.form());
        Optional<Unit> unit = request.services().units().find(form.value("unit"));
        Optional<Framework> framework = Rounds.number(form.value("framework"))
                .flatMap(frameworks::find)
                .filter(f -> !f.retired());
        boolean period = Period.choices(today()).stream().anyMatch(p -> p.code().equals(form.value("period")));
        if (unit.isEmpty() || !request.caller().may(Views.MANAGE, form.value("unit"))) {
            form.reject("unit", request.text("round.new.unit.missing"));
        }
        if (framework.isEmpty()) {
            form.reject("framework", request.text("round.new.framework.missing"));
        } else if (unit.isPresent() && !framework.get().fits(unit.get().kind())) {
            form.reject("framework", request.text("round.new.framework.unfit", unit.get().name()));
        }
        if (!period) {
            form.reject("period", request.text("round.new.period.missing"));
        }
        if (!form.valid()) {
            return form(request, form).withStatus(422);
        }
        Optional<Long> id = rounds.open(
                framework.get().id(), unit.get().id(), form.value("period"), request.caller().id());
        if (id.isEmpty()) {
            form.reject("period", request.text("round.new.twice", unit.get().name()));
            return form(request, form).withStatus(422);
        }
        return Response.redirect(Round.address(unit.get().id(), id.get()))
                .withNotice("round.opened", unit.get().name());
    }
}
