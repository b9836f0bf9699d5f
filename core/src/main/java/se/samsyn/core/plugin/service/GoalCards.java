package se.samsyn.core.plugin.service;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.subject.Subject;
import se.samsyn.api.subject.SubjectCard;
import se.samsyn.api.subject.SubjectCard.Fact;
import se.samsyn.core.followup.Stated;
import se.samsyn.core.measuring.Cell;
import se.samsyn.core.measuring.Period;
import se.samsyn.core.measuring.Standing;
import se.samsyn.core.measuring.Status;
import se.samsyn.core.planning.GoalRow;

/**
 * Goals, with the status that was handed in last, of the same goal in an earlier plan where the plan has none yet, and
 * today's figures of what they are measured by.
 */
record GoalCards(Cards cards) {

    Map<Subject, SubjectCard> of(Collection<Subject> subjects) {
        List<GoalRow> rows = cards.parts().planning().goals().rows(Cards.ids(subjects)).values().stream()
                .filter(row -> !row.goal().removed() && cards.readable().contains(row.unitId()))
                .toList();
        return of(rows, figures(rows)).stream().collect(Collectors.toMap(SubjectCard::subject, card -> card));
    }

    /** Cards of goals that the caller has already been let in to, for choosing one: without figures. */
    List<SubjectCard> of(List<GoalRow> rows) {
        return of(rows, Map.of());
    }

    /** How the goals' units stand on their indicators, by the plan's period: that of the goal's own page. */
    private Map<Period, Map<Cell, Standing>> figures(List<GoalRow> rows) {
        Map<Period, List<GoalRow>> byPeriod = rows.stream().collect(Collectors.groupingBy(GoalRow::period));
        Map<Period, Map<Cell, Standing>> figures = new HashMap<>();
        byPeriod.forEach((period, goals) -> figures.put(
                period,
                cards.parts()
                        .measuring()
                        .measurements()
                        .latest(
                                goals.stream().map(GoalRow::unitId).collect(Collectors.toSet()),
                                goals.stream().flatMap(row -> row.goal().indicatorIds().stream()).collect(Collectors.toSet()),
                                period)));
        return figures;
    }

    private List<SubjectCard> of(List<GoalRow> rows, Map<Period, Map<Cell, Standing>> figures) {
        List<Long> ids = rows.stream().map(row -> row.goal().id()).toList();
        Map<Long, Stated> last = cards.parts().followup().assessments().lastHandedIn(ids);
        Map<Long, String> names = cards.parts()
                .people()
                .names(rows.stream()
                        .map(row -> row.goal().ownerId())
                        .filter(Objects::nonNull)
                        .distinct()
                        .toList());
        return rows.stream()
                .map(row -> card(row, last.get(row.goal().id()), names, figures.getOrDefault(row.period(), Map.of())))
                .toList();
    }

    private SubjectCard card(
            GoalRow row, @Nullable Stated last, Map<Long, String> names, Map<Cell, Standing> figures) {
        @Nullable Status status = last == null ? null : last.assessment().judgement().status();
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact(cards.text("planning.plan.period"), row.period().text()));
        @Nullable String owner = names.get(row.goal().ownerId());
        if (owner != null) {
            facts.add(new Fact(cards.text("planning.goal.field.owner"), owner));
        }
        for (long indicatorId : row.goal().indicatorIds()) {
            Standing standing = figures.get(new Cell(indicatorId, row.unitId()));
            if (standing != null) {
                facts.add(new Fact(standing.indicator().name(), cards.figure(standing)));
            }
        }
        return new SubjectCard(
                Subject.of(Subject.Type.GOAL, Long.toString(row.goal().id())),
                row.levelName(),
                row.goal().title(),
                row.unitName() + ", " + plan(row),
                "/goals/" + row.goal().id(),
                status == null ? null : status.name(),
                last == null || status == null ? "" : inWords(row, last, status),
                facts);
    }

    private String inWords(GoalRow row, Stated last, Status status) {
        String word = cards.text("web.status." + status);
        return last.assessment().goalId() == row.goal().id()
                ? word
                : cards.text("followup.card.earlier", word, last.period().text());
    }

    /** With its period, since the plans of every year may be called the same. */
    private static String plan(GoalRow row) {
        String period = row.period().text();
        return row.planTitle().contains(period) ? row.planTitle() : row.planTitle() + " " + period;
    }
}
