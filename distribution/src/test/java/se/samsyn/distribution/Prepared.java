package se.samsyn.distribution;

import java.nio.file.Path;
import java.time.Clock;
import se.samsyn.api.access.Role;
import se.samsyn.core.Samsyn;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.organisation.MunicipalityDetails;
import se.samsyn.core.organisation.Unit;
import se.samsyn.core.organisation.UnitDetails;
import se.samsyn.core.organisation.UnitKind;
import se.samsyn.core.people.User;
import se.samsyn.core.people.UserDetails;
import se.samsyn.core.settings.Settings;

/**
 * A folder that is set up, with a municipality and an administrator.
 *
 * @param token acts as the administrator over the REST interface
 * @param municipality the id of the unit at the top
 */
record Prepared(Path folder, String token, String municipality) {

    static Prepared in(Path folder) {
        try (Samsyn samsyn = Samsyn.open(Settings.of(folder), Clock.systemUTC())) {
            CurrentUser system = samsyn.access().system("test");
            samsyn.organisation().municipality().update(system, new MunicipalityDetails("Provköping", "#14507a", "sv", 0));
            Unit top = samsyn.organisation()
                    .unitService()
                    .create(system, UnitDetails.own(null, UnitKind.MUNICIPALITY, "Provköpings kommun"));
            User admin = samsyn.people().userService().create(system, new UserDetails("admin", "Ada Admin", null, "sv"));
            samsyn.people().roleService().give(system, admin.id(), Role.ADMINISTRATOR, top.id(), null, null);
            String token = samsyn.people().credentials().newToken(system, admin, "test");
            return new Prepared(folder, token, Long.toString(top.id()));
        }
    }
}
