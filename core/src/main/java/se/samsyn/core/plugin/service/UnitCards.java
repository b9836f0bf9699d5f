package se.samsyn.core.plugin.service;

import static se.samsyn.api.access.Role.HEAD;
import static se.samsyn.api.access.Role.PRINCIPAL;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.access.Role;
import se.samsyn.api.subject.Subject;
import se.samsyn.api.subject.SubjectCard;
import se.samsyn.api.subject.SubjectCard.Fact;
import se.samsyn.core.organisation.Unit;
import se.samsyn.core.people.RoleAssignment;

/** Units of ours: what they are, where they belong, who leads them and how they stand today. */
record UnitCards(Cards cards) {

    Map<Subject, SubjectCard> of(Collection<Subject> subjects) {
        Map<Long, Unit> units = cards.parts().units().find(Cards.ids(subjects));
        Map<Long, Unit> above = cards.parts()
                .units()
                .find(units.values().stream().map(Unit::parentId).filter(Objects::nonNull).toList());
        List<RoleAssignment> leading = cards.parts().people().roles().onUnits(units.keySet()).stream()
                .filter(held -> held.role() == PRINCIPAL || held.role() == HEAD)
                .filter(held -> held.validOn(cards.today()))
                .toList();
        Map<Long, String> names = cards.parts()
                .people()
                .names(leading.stream().map(RoleAssignment::userId).distinct().toList());
        Map<Long, List<Fact>> figures = new UnitFigures(cards).of(units.keySet());
        Map<Subject, SubjectCard> found = new HashMap<>();
        units.values().stream()
                .filter(unit -> unit.standing() == Unit.Standing.OWN)
                .forEach(unit -> {
                    @Nullable Unit parent = unit.parentId() == null ? null : above.get(unit.parentId());
                    SubjectCard card = card(unit, parent, leading, names, figures.getOrDefault(unit.id(), List.of()));
                    found.put(card.subject(), card);
                });
        return found;
    }

    private SubjectCard card(
            Unit unit, @Nullable Unit above, List<RoleAssignment> leading, Map<Long, String> names, List<Fact> figures) {
        List<Fact> facts = new ArrayList<>();
        for (Role role : List.of(HEAD, PRINCIPAL)) {
            List<Long> holders = leading.stream()
                    .filter(held -> held.unitId() == unit.id() && held.role() == role)
                    .map(RoleAssignment::userId)
                    .collect(Collectors.toList());
            if (!holders.isEmpty()) {
                facts.add(new Fact(cards.text("people.role." + role), Cards.names(holders, names)));
            }
        }
        facts.addAll(figures);
        String kind = cards.text("organisation.kind." + unit.kind());
        return new SubjectCard(
                Subject.of(Subject.Type.UNIT, Long.toString(unit.id())),
                kind,
                unit.name(),
                above == null || above.name().equals(kind) ? "" : above.name(),
                "/units/" + unit.id(),
                null,
                "",
                facts);
    }
}
