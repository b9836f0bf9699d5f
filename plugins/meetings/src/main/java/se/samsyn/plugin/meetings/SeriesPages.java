package se.samsyn.plugin.meetings;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.access.Role;
import se.samsyn.api.live.Live;
import se.samsyn.api.organisation.Unit;
import se.samsyn.api.people.People;
import se.samsyn.api.people.Person;
import se.samsyn.api.web.FormView;
import se.samsyn.api.web.Request;
import se.samsyn.api.web.Response;

/** A series: beginning one, its page, and what is said of it. */
final class SeriesPages {

    private static final int SHOWN = 25;
    private static final int MOST_USUAL = 60;

    private final Store store;
    private final SeriesEnd end;
    private final Finding finding;
    private final Live live;
    private final Clock clock;

    SeriesPages(Store store, SeriesEnd end, Finding finding, Live live, Clock clock) {
        this.store = store;
        this.end = end;
        this.finding = finding;
        this.live = live;
        this.clock = clock;
    }

    Response begin(Request request) {
        FormView form = FormView.of(Map.of("usual", "true")).put("key", UUID.randomUUID());
        String kind = request.query("kind");
        form.put("kind", kind == null ? "" : Kind.of(kind).name());
        form.put("unit", request.query("unit"));
        return newPage(request, form, List.of());
    }

    /** Someone who usually takes part, to be looked at before they are added. */
    public record Usual(String id, String name, String role, boolean chosen) {}

    /**
     * @param usual those to be looked at; empty before the form has been sent
     */
    private Response.Page newPage(Request request, FormView form, List<Usual> usual) {
        Set<String> may = request.caller().unitsWith(Insight.ARRANGE);
        List<Views.Option> kinds = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            kinds.add(new Views.Option(kind.name(), request.text(kind.key()), request.text(kind.key() + ".purpose")));
        }
        List<Views.Option> units = request.services().units().all().stream()
                .filter(unit -> may.contains(unit.id()))
                .map(unit -> new Views.Option(unit.id(), unit.name(), ""))
                .toList();
        if (units.size() == 1 && form.value("unit").isEmpty()) {
            form.put("unit", units.get(0).value());
        }
        return Response.page("meetings/series-new", Map.of("form", form, "kinds", kinds, "units", units, "usual", usual));
    }

    Response create(Request request) {
        Input input = Input.form(request);
        String chosen = input.chosen("kind");
        Kind kind = Kind.of(chosen);
        String unit = input.chosen("unit");
        String name = input.line("name", 200);
        if (!chosen.isEmpty() && kind == Kind.OWN && name.isEmpty()) {
            input.reject("name", "series.name.own");
        }
        if (!unit.isEmpty() && !request.caller().may(Insight.ARRANGE, unit)) {
            input.reject("unit", "series.unit.may");
        }
        String place = input.line("place", Place.LONGEST);
        String sent = input.key();
        String of = kind + " " + unit;
        boolean seen = of.equals(input.value("seen"));
        List<Usual> usual =
                input.checked("usual") ? usual(request, kind, unit, seen ? request.formAll("person") : null) : List.of();
        FormView form = FormView.of(request.form()).put("seen", of);
        if (!input.valid()) {
            return newPage(request, form.reject(input.errors()), seen ? usual : List.of()).withStatus(422);
        }
        if (!usual.isEmpty() && !seen) {
            return newPage(request, form, usual);
        }
        Series made = create(request, unit, kind, name, place, input, sent, usual);
        return Response.redirect(made.address()).withNotice("series.created", made.name());
    }

    private Series create(
            Request request,
            String unit,
            Kind kind,
            String name,
            String place,
            Input input,
            @Nullable String sent,
            List<Usual> usual) {
        String unitName = request.services().units().find(unit).map(Unit::name).orElse("");
        SeriesRepository.Details details = new SeriesRepository.Details(
                name.isEmpty() ? request.text("series.name.of", request.text(kind.key()), unitName) : name,
                kind == Kind.OWN ? "" : request.text(kind.key() + ".purpose"),
                place,
                kind.minutes(),
                input.checked("openAbove"),
                false);
        String me = request.caller().id();
        // With what was asked for: whoever goes back and begins another series with the same form gets that one.
        String key = sent == null ? null : sent + " " + kind + " " + unit + " " + details.name();
        return store.database().write(handle -> {
            Optional<Series> sentBefore = SeriesRepository.sent(handle, me, key);
            if (sentBefore.isPresent()) {
                return sentBefore.get();
            }
            Series made = store.series().create(handle, unit, kind, details, key, me);
            store.members().add(handle, made.id(), me, Member.Role.CHAIR, today(), me);
            usual.stream().filter(Usual::chosen).forEach(person ->
                    store.members().add(handle, made.id(), person.id(), Member.Role.MEMBER, today(), me));
            store.templates().replace(handle, made.id(), "", kind.agenda(request), me);
            return made;
        });
    }

    /**
     * Those who usually take part in such meetings on the unit, but for the caller.
     *
     * @param chosen who are to be added, or null for everyone
     */
    private static List<Usual> usual(Request request, Kind kind, String unit, @Nullable List<String> chosen) {
        Map<String, Usual> usual = new LinkedHashMap<>();
        People people = request.services().people();
        kind.leading().forEach(role -> put(usual, request, role, people.nearestWithRole(role, unit), chosen));
        kind.roles().forEach(role -> put(usual, request, role, people.withRole(role, unit), chosen));
        usual.remove(request.caller().id());
        return List.copyOf(usual.values());
    }

    private static void put(
            Map<String, Usual> usual, Request request, Role role, List<Person> people, @Nullable List<String> chosen) {
        people.stream().limit(MOST_USUAL).forEach(person -> usual.putIfAbsent(
                person.id(),
                new Usual(
                        person.id(),
                        person.name(),
                        request.text("corerole." + role),
                        chosen == null || chosen.contains(person.id()))));
    }

    private LocalDate today() {
        return Times.day(clock.instant());
    }

    Response show(Request request) {
        return finding.series(request, Insight.Level.OVERSEER, this::page);
    }

    private Response page(Request request, Insight.Sight sight) {
        Series shown = sight.series();
        Instant now = clock.instant();
        int page = (int) Math.min(10_000, Math.max(1, Input.id(request.query("page"))));
        List<MeetingRepository.Row> earlier = store.meetings().earlier(shown.id(), now, (page - 1) * SHOWN, SHOWN + 1);
        List<Member> who = store.members().of(shown.id(), today());
        String unit = request.services().units().find(shown.unitId()).map(Unit::name).orElse("");
        Map<String, Object> model = new HashMap<>();
        model.put("series", shown);
        model.put("kind", request.text(shown.kind().key()));
        model.put("unit", unit);
        model.put("leads", sight.leads());
        model.put("standsIn", sight.standsIn());
        model.put("takesPart", sight.takesPart());
        model.put("crumbs", List.of(Views.home(request)));
        model.put("upcoming", store.meetings().upcoming(shown.id(), now, SHOWN).stream().map(row -> Views.line(request, row, "", now)).toList());
        model.put("earlier", earlier.stream().limit(SHOWN).map(row -> Views.line(request, row, "", now)).toList());
        model.put("next", earlier.size() > SHOWN ? shown.address() + "?page=" + (page + 1) : null);
        model.put("previous", page > 1 ? shown.address() + "?page=" + (page - 1) : null);
        model.put("members", MemberPages.lines(request, who));
        model.put("template", store.templates().of(shown.id()));
        model.put("trail", Changes.of(request, store.series().history(shown.id(), Changes.SHOWN)));
        return Response.page("meetings/series", model);
    }

    Response edit(Request request) {
        return finding.series(request, Insight.Level.LEADER, (r, sight) -> {
            Series shown = sight.series();
            FormView form = FormView.of(Map.of())
                    .put("name", shown.name())
                    .put("purpose", shown.purpose())
                    .put("place", shown.place())
                    .put("minutes", shown.minutes())
                    .put("openAbove", shown.openAbove())
                    .put("archived", shown.archived())
                    .put("version", shown.version());
            return editPage(r, shown, form, 0);
        });
    }

    /**
     * @param toCome how many meetings are called off if the series is ended, where that is asked about; else 0
     */
    private static Response.Page editPage(Request request, Series shown, FormView form, int toCome) {
        boolean mails = request.services().mails().available();
        return Response.page(
                "meetings/series-edit",
                Map.of(
                        "series", shown,
                        "form", form,
                        "toCome", toCome,
                        "mails", mails,
                        "crumbs", List.of(Views.home(request), Views.of(shown))));
    }

    Response save(Request request) {
        return finding.series(request, Insight.Level.LEADER, (r, sight) -> {
            Series before = sight.series();
            Input input = Input.form(r);
            SeriesRepository.Details details = new SeriesRepository.Details(
                    input.requiredLine("name", 200),
                    input.text("purpose", 2000),
                    input.line("place", Place.LONGEST),
                    input.number("minutes", 5, 1440, before.minutes()),
                    input.checked("openAbove"),
                    input.checked("archived"));
            int seen = input.number("seen", 0, 1_000_000, 0);
            String why = input.text("why", 500);
            FormView form = FormView.of(r.form());
            if (!input.valid()) {
                return editPage(r, before, form.reject(input.errors()), seen).withStatus(422);
            }
            boolean ends = details.archived() && !before.archived();
            Saved saved = store.database().write(handle -> {
                int toCome = ends ? end.toCome(handle, before).size() : 0;
                if (toCome > 0 && toCome != seen) {
                    return new Saved(How.ASKED, toCome, 0);
                }
                return store.series().update(handle, before, input.version(), details, r.caller().id())
                        ? new Saved(How.DONE, toCome, ends ? end.callOff(handle, r, before, why) : 0)
                        : new Saved(How.STALE, 0, 0);
            });
            if (saved.how() == How.ASKED) {
                form.put("seen", saved.toCome()).put("why", form.has("why") ? why : r.text("series.end.why"));
                return editPage(r, before, form, saved.toCome());
            }
            if (saved.how() == How.STALE) {
                form.put("version", before.version());
                return editPage(r, before, form.reject("", r.text("series.stale", before.name(), before.place())), seen)
                        .withStatus(409);
            }
            if (before.openAbove() && !details.openAbove()) {
                letGoThoseAbove(before);
            }
            Response.Redirect back = Response.redirect(before.address());
            return ends ? back.withNotice("series.ended", saved.toCome(), saved.told()) : back.withNotice("series.saved");
        });
    }

    private enum How {
        DONE,
        STALE,
        /** There are other meetings to come than whoever ends it has seen. */
        ASKED
    }

    private record Saved(How how, int toCome, int told) {}

    /** Those who saw it from above hear no more of the meetings that they have open. */
    private void letGoThoseAbove(Series closed) {
        Set<String> members = store.members().of(closed.id(), today()).stream().map(Member::personId).collect(Collectors.toSet());
        for (long id : store.database().read(handle -> MeetingRepository.idsOf(handle, closed.id()))) {
            live.present(Meeting.topic(id)).stream()
                    .map(Live.Present::userId)
                    .filter(person -> !members.contains(person))
                    .forEach(person -> live.letGo(Meeting.topic(id), person));
        }
    }
}
