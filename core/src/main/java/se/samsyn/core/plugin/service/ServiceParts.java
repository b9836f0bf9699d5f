package se.samsyn.core.plugin.service;

import java.time.Clock;
import se.samsyn.api.service.Services;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.organisation.UnitRepository;
import se.samsyn.core.people.UserRepository;
import se.samsyn.core.planning.GoalService;

/** What the services are made of. */
public record ServiceParts(UnitRepository units, UserRepository users, GoalService goals, Clock clock) {

    /** The services of a plugin for one caller. */
    public Services of(CurrentUser user, String plugin) {
        return new CallerServices(user, plugin, this);
    }
}
