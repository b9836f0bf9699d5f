package se.samsyn.plugin.meetings;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.JsonFormat;
import se.samsyn.api.subject.Subject;
import se.samsyn.api.subject.SubjectCard;
import se.samsyn.api.web.Request;

/**
 * Fills in a quality dialogue's strengths and challenges with what Samsyn knows of the unit on the day when it is called:
 * its goals and what they are measured by, as each stands, and its latest self-assessment where that plugin is on. A
 * proposal, for people to write on.
 */
final class DialogueGround {

    private static final Set<String> STRONG = Set.of("REACHED", "ON_TRACK");
    private static final Set<String> WEAK = Set.of("AT_RISK", "OFF_TRACK");

    private final Store store;
    private final JsonFormat json;
    private final Clock clock;

    DialogueGround(Store store, JsonFormat json, Clock clock) {
        this.store = store;
        this.json = json;
        this.clock = clock;
    }

    /** The record that the plugin for school quality shares, as its guide tells. */
    public record SelfAssessment(String period, String framework, List<Area> strengths, List<Area> challenges) {
        /** An area and its mean level, 1 to 4. */
        public record Area(String area, double level) {}
    }

    /** What meetings of a series begin with: its template, and what is known of the unit where that asks for it. */
    record Beginning(
            Series series,
            List<TemplateItem> template,
            List<SubjectCard> goals,
            List<SubjectCard> indicators,
            @Nullable SelfAssessment assessed) {}

    /** Before the transaction that calls the meetings, and once for all of them: others wait for that to write. */
    Beginning gather(Request request, Series series) {
        List<TemplateItem> template = store.templates().of(series.id());
        if (template.stream().allMatch(item -> item.ground() == null)) {
            return new Beginning(series, template, List.of(), List.of(), null);
        }
        @Nullable SelfAssessment assessed = request.services()
                .records()
                .find("school-quality", "self-assessment", 1, series.unitId())
                .map(text -> json.read(text, SelfAssessment.class))
                .orElse(null);
        return new Beginning(
                series,
                template,
                request.services().subjects().goalsOf(series.unitId()),
                request.services().subjects().indicatorsOf(series.unitId()),
                assessed);
    }

    /** Within the transaction that calls the meeting. */
    void fillIn(Handle handle, Request request, Beginning known, Item item, TemplateItem.Ground of) {
        boolean strengths = of == TemplateItem.Ground.STRENGTHS;
        List<String> lines = lines(request, known, strengths ? STRONG : WEAK, strengths);
        write(handle, request, known.series(), item, lines);
    }

    private static List<String> lines(
            Request request, Beginning known, Set<String> statuses, boolean strengths) {
        List<String> lines = new ArrayList<>();
        SelfAssessment assessed = known.assessed();
        known.goals().stream()
                .filter(goal -> goal.status() != null && statuses.contains(goal.status()))
                .forEach(goal -> lines.add(request.text("ground.goal", goal.title(), goal.statusText())));
        known.indicators().stream()
                .filter(indicator -> indicator.status() != null && statuses.contains(indicator.status()))
                .forEach(indicator -> lines.add(
                        request.text("ground.indicator", indicator.title(), figures(indicator), indicator.statusText())));
        if (assessed != null) {
            (strengths ? assessed.strengths() : assessed.challenges())
                    .forEach(area ->
                            lines.add(request.text("ground.area", area.area(), area.level(), assessed.period())));
        }
        return lines;
    }

    /** As 'Utfall: 89 %, Målvärde: 85 %'. */
    private static String figures(SubjectCard indicator) {
        return indicator.facts().stream()
                .map(fact -> fact.label() + ": " + fact.value())
                .collect(Collectors.joining(", "));
    }

    /** The item is about the unit as well, so that its figures of the day stand beside what is written. */
    private void write(Handle handle, Request request, Series series, Item item, List<String> lines) {
        String me = request.caller().id();
        Subject unit = Subject.of(Subject.Type.UNIT, series.unitId());
        store.items().update(
                handle, item, item.version(), new ItemRepository.Details(item.title(), item.presenterId(), item.minutes(), unit), me);
        String day = Times.shortDay(Times.day(clock.instant()), request.locale());
        String text = lines.isEmpty()
                ? request.text("ground.nothing", day)
                : request.text("ground.head", day) + "\n– " + String.join("\n– ", lines);
        store.notes().write(handle, item, Note.empty(item.id()), 0, text, me);
    }
}
