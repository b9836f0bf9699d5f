package se.samsyn.core.people;

import java.time.Clock;
import java.util.List;
import se.samsyn.api.web.Route;
import se.samsyn.core.access.AccessControl;
import se.samsyn.core.change.ChangeLog;
import se.samsyn.core.database.Database;
import se.samsyn.core.organisation.UnitPeople;
import se.samsyn.core.organisation.UnitRepository;
import se.samsyn.core.rest.Operation;
import se.samsyn.core.web.Messages;
import se.samsyn.core.web.NavigationItem;
import se.samsyn.core.web.Shell.Municipality;

/** The parts that know people. */
public final class PeopleModule {

    private final UserRepository users;
    private final RoleRepository roles;
    private final UserService userService;
    private final RoleService roleService;
    private final UserSessions sessions;
    private final Passwords passwords = new Passwords();
    private final SignInPages signInPages;
    private final Clock clock;

    public PeopleModule(
            Database database,
            ChangeLog changes,
            UnitRepository units,
            AccessControl access,
            Municipality municipality,
            Messages messages,
            Clock clock) {
        this.clock = clock;
        this.users = new UserRepository(database.jdbi());
        this.roles = new RoleRepository(database.jdbi());
        Accounts accounts = new Accounts(database, clock, new Secrets());
        Reach reach = new Reach(roles, units, changes, clock);
        this.userService = new UserService(database, users, reach, accounts, changes, messages);
        this.roleService = new RoleService(database, roles, users, units, reach, changes);
        this.sessions = new UserSessions(accounts, users, roles, access, clock);
        this.signInPages =
                new SignInPages(new SignIn(database, users, passwords, clock), sessions, users, municipality);
    }

    public UserRepository users() {
        return users;
    }

    public RoleRepository roles() {
        return roles;
    }

    public UserService userService() {
        return userService;
    }

    public RoleService roleService() {
        return roleService;
    }

    public UserSessions sessions() {
        return sessions;
    }

    /** Those with a role on a unit, for its page. */
    public UnitPeople unitPeople() {
        return new UnitRoles(roles, users, clock);
    }

    public List<Route> routes() {
        return signInPages.routes();
    }

    public List<Operation> operations() {
        return new UserEndpoints(users, userService).operations();
    }

    public List<NavigationItem> navigation() {
        return List.of();
    }
}
