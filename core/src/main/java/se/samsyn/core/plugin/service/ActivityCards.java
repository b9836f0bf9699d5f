package se.samsyn.core.plugin.service;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import se.samsyn.api.subject.Subject;
import se.samsyn.api.subject.SubjectCard;
import se.samsyn.api.subject.SubjectCard.Fact;
import se.samsyn.core.planning.Activity;
import se.samsyn.core.planning.ActivityRow;

/** Activities: who does them, when, and how far they have come. */
record ActivityCards(Cards cards) {

    Map<Subject, SubjectCard> of(Collection<Subject> subjects) {
        List<ActivityRow> rows = cards.parts().planning().activities().rows(cards.user(), Cards.ids(subjects));
        Map<Long, String> names = cards.parts()
                .people()
                .names(rows.stream()
                        .flatMap(row -> row.activity().ownerIds().stream())
                        .distinct()
                        .toList());
        Map<Subject, SubjectCard> found = new HashMap<>();
        rows.forEach(row -> found.put(subject(row), card(row, names)));
        return found;
    }

    private static Subject subject(ActivityRow row) {
        return Subject.of(Subject.Type.ACTIVITY, Long.toString(row.activity().id()));
    }

    private SubjectCard card(ActivityRow row, Map<Long, String> names) {
        Activity activity = row.activity();
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact(
                cards.text("planning.activity.field.state"), cards.text("planning.activity.state." + activity.state())));
        String owners = Cards.names(activity.ownerIds(), names);
        if (!owners.isEmpty()) {
            facts.add(new Fact(cards.text("planning.activity.field.owners"), owners));
        }
        if (activity.due() != null) {
            String late = row.late(cards.today())
                    ? ", " + cards.text("planning.activity.late", ChronoUnit.DAYS.between(activity.due(), cards.today()))
                    : "";
            facts.add(new Fact(cards.text("planning.activity.field.due"), cards.day(activity.due()) + late));
        }
        return new SubjectCard(
                subject(row),
                cards.text("planning.activity"),
                activity.title(),
                row.goal() == null ? row.unitName() : row.unitName() + ", " + row.goal().title(),
                "/activities/" + activity.id(),
                null,
                "",
                facts);
    }
}
