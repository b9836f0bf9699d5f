package se.samsyn.core.people;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import se.samsyn.api.web.Route;
import se.samsyn.core.access.AccessControl;
import se.samsyn.core.access.CorePermissions;
import se.samsyn.core.change.ChangeLog;
import se.samsyn.core.change.History;
import se.samsyn.core.change.HistoryFormat;
import se.samsyn.core.database.Database;
import se.samsyn.core.organisation.OrganisationModule;
import se.samsyn.core.organisation.UnitPeople;
import se.samsyn.core.organisation.UnitRepository;
import se.samsyn.core.rest.Operation;
import se.samsyn.core.web.Messages;
import se.samsyn.core.web.NavigationItem;

/** The parts that know people. */
public final class PeopleModule {

    private final UserRepository users;
    private final RoleRepository roles;
    private final Accounts accounts;
    private final UserService userService;
    private final RoleService roleService;
    private final Credentials credentials;
    private final UserSessions sessions;
    private final OwnPassword ownPassword;
    private final OneTimeLinks links;
    private final UnitRoles unitRoles;
    private final List<Route> routes;

    public PeopleModule(
            Database database,
            ChangeLog changes,
            History history,
            OrganisationModule organisation,
            AccessControl access,
            Messages messages,
            Clock clock) {
        UnitRepository units = organisation.units();
        Passwords passwords = new Passwords();
        this.users = new UserRepository(database.jdbi());
        this.roles = new RoleRepository(database.jdbi());
        Secrets secrets = new Secrets();
        this.accounts = new Accounts(database, clock, secrets);
        CredentialLog log = new CredentialLog(changes);
        Reach reach = new Reach(roles, units, changes, clock);
        SignIn signIn = new SignIn(database, users, passwords, clock);
        this.userService = new UserService(database, users, reach, accounts, changes, messages);
        userService.atErasure(log::forget);
        this.roleService = new RoleService(database, roles, users, units, reach, changes);
        this.credentials = new Credentials(database, users, accounts, passwords, secrets, reach, log);
        this.sessions = new UserSessions(accounts, new Recognition(database.jdbi(), clock), access, messages, clock);
        this.ownPassword = new OwnPassword(database, users, accounts, passwords, signIn, log);
        this.links = new OneTimeLinks(database, users, accounts, passwords, reach, log, signIn, clock);
        this.unitRoles = new UnitRoles(roles, users, clock);
        RoleViews views = new RoleViews(roles, roleService, users, units, reach);
        PersonPages person = new PersonPages(users, userService, changes, views, links, reach, history);
        this.routes = Stream.of(
                        new SignInPages(signIn, sessions, users, organisation.municipality()).routes(),
                        new WelcomePages(links, sessions, organisation.municipality()).routes(),
                        new AccountPages(users, userService, accounts, credentials, ownPassword, sessions, views).routes(),
                        new PeoplePages(users, roles, units, links, reach).routes(),
                        person.routes(),
                        new RolePages(roles, roleService, views, users, person, history).routes())
                .flatMap(List::stream)
                .toList();
        describe(history, changes, organisation);
    }

    private void describe(History history, ChangeLog changes, OrganisationModule organisation) {
        history.describe(
                UserService.ENTITY,
                HistoryFormat.of("people.history.user")
                        .texts("name", "username", "email")
                        .codes("locale", "people.language")
                        .codes("state", "people.state"));
        history.describe(
                RoleService.ENTITY,
                HistoryFormat.of("people.history.role")
                        .codes("role", "people.role")
                        .names("unitId", organisation::names)
                        .dates("validFrom", "validTo")
                        .saying("role", "unitId")
                        .onUnit(ids -> holders(changes, ids), "/roles/"));
        history.describe(
                RoleService.DELEGATION,
                HistoryFormat.of("people.history.delegation")
                        .codes("role", "people.role")
                        .names("unitId", organisation::names)
                        .names("userId", this::names)
                        .names("toUserId", this::names)
                        .dates("validFrom", "validTo")
                        .saying("role", "unitId", "userId", "toUserId", "validFrom", "validTo"));
        history.describe(CredentialLog.PASSWORD, HistoryFormat.of("people.history.password"));
        history.describe(CredentialLog.LINK, HistoryFormat.of("people.history.link"));
        history.describe(
                CredentialLog.TOKEN,
                HistoryFormat.of("people.history.token").texts("label").saying("label"));
    }

    /** The names of those who have or had these roles. */
    private Map<Long, String> holders(ChangeLog changes, Collection<Long> roleIds) {
        Map<Long, RoleAssignment> known = changes.lastKnown(RoleService.ENTITY, roleIds, RoleAssignment.class);
        Map<Long, String> names =
                names(known.values().stream().map(RoleAssignment::userId).collect(Collectors.toSet()));
        return known.entrySet().stream()
                .filter(role -> names.containsKey(role.getValue().userId()))
                .collect(Collectors.toMap(
                        Map.Entry::getKey, role -> names.get(role.getValue().userId())));
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

    public Credentials credentials() {
        return credentials;
    }

    public UserSessions sessions() {
        return sessions;
    }

    /** Gives people their passwords. */
    public OwnPassword passwords() {
        return ownPassword;
    }

    public OneTimeLinks links() {
        return links;
    }

    /** The names of these people by their ids, in one query. */
    public Map<Long, String> names(Collection<Long> ids) {
        return users.find(ids).values().stream().collect(Collectors.toMap(User::id, User::name));
    }

    /** Those with a role on a unit, for its page. */
    public UnitPeople unitPeople() {
        return unitRoles;
    }

    public List<Route> routes() {
        return routes;
    }

    public List<Operation> operations() {
        return new UserEndpoints(users, userService).operations();
    }

    /** Entries for those who run the system. */
    public List<NavigationItem> administration() {
        return List.of(new NavigationItem(
                "web.navigation.administration",
                "people.navigation",
                "users",
                "/people",
                CorePermissions.USER_MANAGE));
    }
}
