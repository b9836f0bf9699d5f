package se.samsyn.core.plugin.service;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import se.samsyn.api.subject.Subject;
import se.samsyn.api.subject.SubjectCard;
import se.samsyn.api.subject.Subjects;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.access.Ids;
import se.samsyn.core.database.SwedishCollation;
import se.samsyn.core.database.Times;
import se.samsyn.core.measuring.IndicatorFilter;
import se.samsyn.core.organisation.Unit;
import se.samsyn.core.planning.GoalRow;

/** What can be talked about. */
record CallerSubjects(CurrentUser user, ServiceParts parts) implements Subjects {

    private static final int MOST = 50;
    private static final int SHORTEST = 2;

    @Override
    public Map<Subject, SubjectCard> cards(Collection<Subject> subjects) {
        if (!CallerIds.sees(user) || subjects.isEmpty()) {
            return Map.of();
        }
        Map<Subject.Type, List<Subject>> byType =
                subjects.stream().distinct().collect(Collectors.groupingBy(Subject::type));
        Map<Subject, SubjectCard> found = new HashMap<>();
        Cards cards = new Cards(user, parts);
        byType.forEach((type, asked) -> found.putAll(
                switch (type) {
                    case UNIT -> new UnitCards(cards).of(asked);
                    case GOAL -> new GoalCards(cards).of(asked);
                    case INDICATOR -> new IndicatorCards(cards).of(asked);
                    case ACTIVITY -> new ActivityCards(cards).of(asked);
                }));
        Map<Subject, SubjectCard> inOrder = new LinkedHashMap<>();
        subjects.stream().filter(found::containsKey).forEach(subject -> inOrder.put(subject, found.get(subject)));
        return inOrder;
    }

    @Override
    public Map<Subject, SubjectCard> cards(Collection<Subject> subjects, Locale language) {
        return new CallerSubjects(user.in(language), parts).cards(subjects);
    }

    /** A hit, with how near its name is to what was typed. */
    private record Hit(Subject subject, int distance) {}

    @Override
    public List<SubjectCard> search(String text, String unitId, int limit) {
        CallerIds.requireLimit(limit, MOST);
        String searched = text.strip();
        OptionalLong unit = Ids.parse(unitId);
        if (!CallerIds.sees(user) || unit.isEmpty() || searched.codePointCount(0, searched.length()) < SHORTEST) {
            return List.of();
        }
        List<Subject> nearest = hits(searched, unit.getAsLong(), limit).stream()
                .sorted(Comparator.comparingInt(Hit::distance))
                .map(Hit::subject)
                .toList();
        return someOfEach(cards(nearest).values(), limit);
    }

    /** The nearest, but none of a kind before every other kind has had its turn: many goals may have one name. */
    private static List<SubjectCard> someOfEach(Collection<SubjectCard> nearest, int limit) {
        Map<Subject.Type, Integer> turns = new EnumMap<>(Subject.Type.class);
        Map<Subject, Integer> turn = new HashMap<>();
        nearest.forEach(card -> turn.put(card.subject(), turns.merge(card.subject().type(), 1, Integer::sum)));
        Set<Subject> chosen = nearest.stream()
                .map(SubjectCard::subject)
                .sorted(Comparator.comparingInt(turn::get))
                .limit(limit)
                .collect(Collectors.toSet());
        return nearest.stream().filter(card -> chosen.contains(card.subject())).toList();
    }

    private List<Hit> hits(String text, long unitId, int limit) {
        List<Hit> hits = new ArrayList<>();
        LocalDate today = Times.date(parts.clock().instant());
        parts.units().search(Unit.Standing.OWN, null, text, 0, limit).stream()
                .filter(unit -> unit.validOn(today))
                .forEach(unit -> hits.add(hit(Subject.Type.UNIT, unit.id(), unit.name(), text)));
        parts.planning().goals().named(user, text, unitId, limit)
                .forEach(row -> hits.add(hit(Subject.Type.GOAL, row.goal().id(), row.goal().title(), text)));
        parts.measuring().indicators().list(new IndicatorFilter(text, null, null, true, false), 0, limit).stream()
                .map(indicator -> new Hit(
                        Subject.indicator(Long.toString(indicator.id()), Long.toString(unitId)),
                        distance(indicator.name(), text)))
                .forEach(hits::add);
        parts.planning().activities().named(user, text, unitId, limit)
                .forEach(row -> hits.add(
                        hit(Subject.Type.ACTIVITY, row.activity().id(), row.activity().title(), text)));
        return hits;
    }

    private static Hit hit(Subject.Type type, long id, String name, String text) {
        return new Hit(Subject.of(type, Long.toString(id)), distance(name, text));
    }

    /** Nearest is a name that begins with the text, then one with a word that does. */
    private static int distance(String name, String text) {
        String key = SwedishCollation.key(name);
        String searched = SwedishCollation.key(text);
        if (key.startsWith(searched)) {
            return 0;
        }
        return key.contains(" " + searched) ? 1 : 2;
    }

    @Override
    public List<SubjectCard> goalsOf(String unitId) {
        OptionalLong unit = Ids.parse(unitId);
        if (!CallerIds.sees(user) || unit.isEmpty()) {
            return List.of();
        }
        Cards cards = new Cards(user, parts);
        return new GoalCards(cards).of(goals(unit.getAsLong(), cards));
    }

    private List<GoalRow> goals(long unitId, Cards cards) {
        return parts.planning().goals().ofUnit(user, unitId, cards.periods());
    }

    @Override
    public List<SubjectCard> indicatorsOf(String unitId) {
        OptionalLong unit = Ids.parse(unitId);
        if (!CallerIds.sees(user) || unit.isEmpty()) {
            return List.of();
        }
        List<Subject> measuredBy = goals(unit.getAsLong(), new Cards(user, parts)).stream()
                .flatMap(row -> row.goal().indicatorIds().stream())
                .distinct()
                .map(indicator -> Subject.indicator(Long.toString(indicator), unitId))
                .toList();
        return List.copyOf(cards(measuredBy).values());
    }
}
