package se.samsyn.core.planning;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import se.samsyn.core.planning.PlanContent.ActivityContent;
import se.samsyn.core.planning.PlanContent.GoalContent;
import se.samsyn.core.planning.PlanContent.IndicatorContent;
import se.samsyn.core.planning.PlanContent.Named;
import se.samsyn.core.planning.WordDifference.Piece;
import se.samsyn.core.web.Numbers;
import se.samsyn.core.web.Words;

/**
 * What differs between a plan as it was at two times, in words: of what was planned, not of how far it had come.
 *
 * @param plan what differs of the plan itself
 * @param goals those that came, went or changed, in the later plan's order, those that went last
 * @param same how many goals are the same
 */
public record PlanComparison(List<Field> plan, List<GoalChange> goals, int same) {

    /** What became of a goal or activity. */
    public enum Kind {
        ADDED,
        REMOVED,
        CHANGED
    }

    /** A part that differs, word by word. */
    public record Field(String label, List<Piece> pieces) {}

    /** A goal that differs. */
    public record GoalChange(
            Kind kind, String id, String title, String level, List<Field> fields, List<ActivityChange> activities) {}

    /** An activity that differs. */
    public record ActivityChange(Kind kind, String title, List<Field> fields) {}

    /** Whether nothing differs. */
    public boolean empty() {
        return plan.isEmpty() && goals.isEmpty();
    }

    /** Everyone that the plan names. */
    static Set<Long> people(PlanContent content) {
        return content.goals().stream()
                .flatMap(goal -> Stream.concat(
                        Stream.ofNullable(goal.owner()), goal.activities().stream().flatMap(a -> a.owners().stream())))
                .map(Long::valueOf)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** @param people what people are called now, by id */
    static PlanComparison between(
            PlanContent before, PlanContent after, Map<Long, String> people, Words words, Locale locale) {
        return new Comparing(before, after, people, words, locale).all();
    }

    private record Comparing(
            PlanContent before, PlanContent after, Map<Long, String> people, Words words, Locale locale) {

        PlanComparison all() {
            Map<String, GoalContent> old = byId(before.goals(), GoalContent::id);
            Map<String, GoalContent> now = byId(after.goals(), GoalContent::id);
            List<GoalChange> changes = new ArrayList<>();
            int same = 0;
            for (GoalContent goal : after.goals()) {
                GoalChange change = goal(old.get(goal.id()), goal);
                if (change.kind() == Kind.CHANGED && change.fields().isEmpty() && change.activities().isEmpty()) {
                    same++;
                } else {
                    changes.add(change);
                }
            }
            before.goals().stream()
                    .filter(goal -> !now.containsKey(goal.id()))
                    .forEach(goal -> changes.add(goal(goal, null)));
            return new PlanComparison(plan(), changes, same);
        }

        private List<Field> plan() {
            Fields fields = new Fields();
            fields.add("title", before.plan().title(), after.plan().title());
            fields.add("unit", name(before.unit()), name(after.unit()));
            fields.add("place", names(before.above()), names(after.above()));
            fields.add("model", before.model().name(), after.model().name());
            fields.add("levels", names(before.model().levels()), names(after.model().levels()));
            return fields.all;
        }

        private GoalChange goal(@Nullable GoalContent old, @Nullable GoalContent now) {
            GoalContent shown = now != null ? now : Objects.requireNonNull(old);
            Fields fields = new Fields();
            if (old != null && now != null) {
                fields.add("goal", old.title(), now.title());
            }
            fields.add("description", part(old, GoalContent::description), part(now, GoalContent::description));
            if (old != null && now != null) {
                fields.add("level", level(before, old), level(after, now));
            }
            fields.add("owner", part(old, goal -> person(goal.owner())), part(now, goal -> person(goal.owner())));
            fields.add("above", part(old, this::above), part(now, this::above));
            fields.add("indicators", part(old, this::indicators), part(now, this::indicators));
            return new GoalChange(
                    kind(old, now),
                    shown.id(),
                    shown.title(),
                    level(now != null ? after : before, shown),
                    fields.all,
                    activities(old, now));
        }

        private List<ActivityChange> activities(@Nullable GoalContent oldGoal, @Nullable GoalContent newGoal) {
            List<ActivityContent> was = oldGoal == null ? List.of() : oldGoal.activities();
            List<ActivityContent> is = newGoal == null ? List.of() : newGoal.activities();
            Map<String, ActivityContent> old = byId(was, ActivityContent::id);
            Map<String, ActivityContent> now = byId(is, ActivityContent::id);
            List<ActivityChange> changes = new ArrayList<>();
            is.stream()
                    .map(activity -> activity(old.get(activity.id()), activity))
                    .filter(change -> change.kind() != Kind.CHANGED || !change.fields().isEmpty())
                    .forEach(changes::add);
            was.stream()
                    .filter(activity -> !now.containsKey(activity.id()))
                    .forEach(activity -> changes.add(activity(activity, null)));
            return changes;
        }

        private ActivityChange activity(@Nullable ActivityContent old, @Nullable ActivityContent now) {
            Fields fields = new Fields();
            if (old != null && now != null) {
                fields.add("activity", old.title(), now.title());
            }
            fields.add("description", part(old, ActivityContent::description), part(now, ActivityContent::description));
            fields.add("owners", part(old, this::owners), part(now, this::owners));
            fields.add("starts", part(old, a -> date(a.starts())), part(now, a -> date(a.starts())));
            fields.add("due", part(old, a -> date(a.due())), part(now, a -> date(a.due())));
            return new ActivityChange(
                    kind(old, now), now != null ? now.title() : Objects.requireNonNull(old).title(), fields.all);
        }

        private static Kind kind(@Nullable Object old, @Nullable Object now) {
            return old == null ? Kind.ADDED : now == null ? Kind.REMOVED : Kind.CHANGED;
        }

        private static <T> @Nullable String part(@Nullable T of, Function<T, @Nullable String> part) {
            return of == null ? null : part.apply(of);
        }

        private String level(PlanContent content, GoalContent goal) {
            return content.model().levels().stream()
                    .filter(level -> level.id().equals(goal.level()))
                    .map(level -> name(level))
                    .findFirst()
                    .orElse("");
        }

        private String above(GoalContent goal) {
            return goal.links().stream()
                    .map(link -> words.text(
                            "planning.compare.link." + link.kind(), Objects.requireNonNullElse(link.title(), link.goal())))
                    .collect(Collectors.joining("\n"));
        }

        private String indicators(GoalContent goal) {
            return goal.indicators().stream().map(this::indicator).collect(Collectors.joining("\n"));
        }

        private String indicator(IndicatorContent indicator) {
            String name = Objects.requireNonNullElse(indicator.name(), indicator.id());
            if (indicator.target() == null) {
                return name;
            }
            String unit = indicator.unitOfMeasure() == null ? "" : "\u00a0" + indicator.unitOfMeasure();
            return words.text(
                    "planning.compare.target", name, Numbers.text(indicator.target().doubleValue(), locale) + unit);
        }

        private String owners(ActivityContent activity) {
            return activity.owners().stream().map(this::person).collect(Collectors.joining("\n"));
        }

        private String person(@Nullable String id) {
            return id == null ? "" : people.getOrDefault(Long.valueOf(id), words.text("change.unknown"));
        }

        private String date(@Nullable LocalDate date) {
            return date == null ? "" : DateTimeFormatter.ofPattern("d MMMM uuuu", locale).format(date);
        }

        private static String name(@Nullable Named named) {
            return named == null || named.name() == null ? "" : named.name();
        }

        private static String names(List<Named> all) {
            return all.stream().map(Comparing::name).collect(Collectors.joining(" › "));
        }

        private static <T> Map<String, T> byId(List<T> all, Function<T, String> id) {
            Map<String, T> found = new HashMap<>();
            all.forEach(one -> found.put(id.apply(one), one));
            return found;
        }

        /** Collects the parts that differ. */
        private final class Fields {

            private final List<Field> all = new ArrayList<>();

            void add(String name, @Nullable String old, @Nullable String now) {
                String was = old == null ? "" : old;
                String is = now == null ? "" : now;
                if (!was.equals(is)) {
                    all.add(new Field(words.text("planning.compare.field." + name), WordDifference.between(was, is)));
                }
            }
        }
    }
}
