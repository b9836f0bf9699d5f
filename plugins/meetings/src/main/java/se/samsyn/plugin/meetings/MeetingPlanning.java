package se.samsyn.plugin.meetings;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.web.FormView;
import se.samsyn.api.web.Request;
import se.samsyn.api.web.Response;

/** Planning meetings of a series, one or several at once, with what its template has on the agenda. */
final class MeetingPlanning {

    private final Store store;
    private final CarryOver carryOver;
    private final DialogueGround ground;
    private final Finding finding;
    private final Clock clock;

    MeetingPlanning(Store store, CarryOver carryOver, DialogueGround ground, Finding finding, Clock clock) {
        this.store = store;
        this.carryOver = carryOver;
        this.ground = ground;
        this.finding = finding;
        this.clock = clock;
    }

    Response begin(Request request) {
        return finding.series(request, Insight.Level.LEADER, (r, sight) -> {
            Series series = sight.series();
            if (series.archived()) {
                return archived(r);
            }
            LocalDate day = Times.day(clock.instant()).plusWeeks(1);
            FormView form = FormView.of(Map.of("repeat", "0", "times", "10"))
                    .put("key", UUID.randomUUID())
                    .put("day", day)
                    .put("time", "09:00")
                    .put("minutes", series.minutes())
                    .put("place", series.place());
            return newPage(r, series, form);
        });
    }

    private static Response archived(Request request) {
        return Response.problem(423, "series-archived", request.text("series.archived.new"));
    }

    private static Response.Page newPage(Request request, Series series, FormView form) {
        List<Views.Option> repeats = new ArrayList<>();
        for (String weeks : List.of("0", "1", "2", "4")) {
            repeats.add(new Views.Option(weeks, request.text("meeting.repeat." + weeks), ""));
        }
        return Response.page(
                "meetings/meeting-new",
                Map.of(
                        "series", series,
                        "form", form,
                        "repeats", repeats,
                        "crumbs", List.of(Views.home(request), Views.of(series))));
    }

    Response create(Request request) {
        return finding.series(request, Insight.Level.LEADER, (r, sight) -> {
            Series series = sight.series();
            if (series.archived()) {
                return archived(r);
            }
            Input input = Input.form(r);
            MeetingRepository.Details first = MeetingDetails.read(input, series.minutes(), Times.day(clock.instant()), null);
            int weeks = input.number("repeat", 0, 52, 0);
            int times = input.number("times", 1, MeetingDetails.MOST_AT_ONCE, 1);
            String sent = input.key();
            if (first == null || !input.valid()) {
                return newPage(r, series, FormView.of(r.form()).reject(input.errors())).withStatus(422);
            }
            List<MeetingRepository.Details> all = MeetingDetails.repeated(first, weeks, times);
            // With what was asked for: whoever goes back and plans another meeting with the same form gets that one.
            String key = sent == null ? null : sent + " " + first + " " + weeks + " " + all.size();
            DialogueGround.Beginning beginning = ground.gather(r, series);
            Meeting made = store.database().write(handle -> MeetingRepository.sent(handle, series.id(), key)
                    .orElseGet(() -> call(handle, r, beginning, all, key)));
            return all.size() == 1
                    ? Response.redirect(made.address()).withNotice("meeting.created")
                    : Response.redirect(series.address()).withNotice("meeting.created.all", all.size());
        });
    }

    /** The first of the meetings. */
    private Meeting call(
            Handle handle,
            Request request,
            DialogueGround.Beginning beginning,
            List<MeetingRepository.Details> all,
            @Nullable String key) {
        Meeting first = call(handle, request, beginning, all.get(0), key);
        all.stream().skip(1).forEach(details -> call(handle, request, beginning, details, null));
        carryOver.bring(handle, beginning.series().id(), null, request.caller().id());
        return first;
    }

    /** A meeting with what the series' template has on the agenda. */
    private Meeting call(
            Handle handle,
            Request request,
            DialogueGround.Beginning beginning,
            MeetingRepository.Details details,
            @Nullable String key) {
        String personId = request.caller().id();
        Meeting made = store.meetings().create(handle, beginning.series().id(), details, key, personId);
        for (TemplateItem item : beginning.template()) {
            ItemRepository.Details what = new ItemRepository.Details(item.title(), null, item.minutes(), null);
            Item added = store.items().add(handle, made, what, ItemRepository.Origin.TEMPLATE, personId);
            if (item.ground() != null) {
                ground.fillIn(handle, request, beginning, added, item.ground());
            }
        }
        return made;
    }
}
