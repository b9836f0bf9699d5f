package se.samsyn.core.planning;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import se.samsyn.api.web.Request;
import se.samsyn.core.access.CorePermissions;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.organisation.Unit;
import se.samsyn.core.organisation.UnitSection;
import se.samsyn.core.web.HttpRequest;
import se.samsyn.core.web.PageParts.Who;

/** What a unit has left to do that belongs to no goal, on the unit's page. */
final class UnitActivitySection implements UnitSection {

    private static final String TEMPLATE = "se/samsyn/core/planning/unit-activity-section";
    private static final int MOST = 5;

    private final ActivityService activities;
    private final PlanningSurroundings around;

    UnitActivitySection(ActivityService activities, PlanningSurroundings around) {
        this.activities = activities;
        this.around = around;
    }

    /** The card: the first of them, and how many there are. */
    public record Card(long unitId, List<ActivityView> activities, int open, boolean any, boolean mayEdit) {}

    @Override
    public Optional<Content> on(Unit unit, Request request) {
        CurrentUser user = HttpRequest.user(request);
        if (unit.standing() != Unit.Standing.OWN || !user.may(CorePermissions.PLAN_READ, unit.id())) {
            return Optional.empty();
        }
        boolean mayEdit = user.may(CorePermissions.ACTIVITY_EDIT, unit.id());
        Map<ActivityPart, Integer> counts = activities.countsOfUnit(unit.id());
        boolean any = counts.get(ActivityPart.OPEN) + counts.get(ActivityPart.OVER) > 0;
        if (!any && !mayEdit) {
            return Optional.empty();
        }
        List<ActivityRow> rows = activities.ofUnit(user, unit.id(), ActivityPart.OPEN, 0, MOST);
        Map<Long, Who> people = around.people(
                rows.stream().flatMap(row -> row.activity().ownerIds().stream()).toList());
        List<ActivityView> shown = rows.stream()
                .map(row -> ActivityView.of(request, row, people, around.today()))
                .toList();
        return Optional.of(
                new Content(TEMPLATE, new Card(unit.id(), shown, counts.get(ActivityPart.OPEN), any, mayEdit)));
    }
}
