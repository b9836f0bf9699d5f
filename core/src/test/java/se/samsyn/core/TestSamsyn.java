package se.samsyn.core;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import se.samsyn.api.access.Role;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.organisation.MunicipalityDetails;
import se.samsyn.core.organisation.Unit;
import se.samsyn.core.organisation.UnitDetails;
import se.samsyn.core.organisation.UnitKind;
import se.samsyn.core.people.RoleAssignment;
import se.samsyn.core.people.User;
import se.samsyn.core.people.UserDetails;
import se.samsyn.core.planning.Plan;
import se.samsyn.core.plugin.PluginLimits;
import se.samsyn.core.settings.DataFolder;
import se.samsyn.core.settings.FetchSettings;
import se.samsyn.core.settings.MailSettings;
import se.samsyn.core.settings.Settings;

/**
 * A whole Samsyn on a folder and a port of its own, set up for a municipality with an administration and two schools.
 *
 * <pre>{@code
 * try (TestSamsyn samsyn = TestSamsyn.start()) {
 *     samsyn.user("rektor", Role.PRINCIPAL, samsyn.school());
 *     TestClient rektor = samsyn.signIn("rektor");
 *     assertThat(rektor.get("/units").status()).isEqualTo(200);
 * }
 * }</pre>
 */
public final class TestSamsyn implements AutoCloseable {

    private final Path folder;
    private final TestClock clock = new TestClock();
    private final Samsyn samsyn;
    private final Unit municipality;
    private final Unit administration;
    private final Unit school;
    private final Unit otherSchool;

    private TestSamsyn(Settings settings, PluginLimits limits) {
        this.folder = settings.data();
        this.samsyn = Samsyn.start(settings, clock, limits);
        samsyn.setup().skip();
        CurrentUser system = system();
        samsyn.organisation().municipality().update(system, new MunicipalityDetails("Testköping", "#14507a", "sv", 0));
        this.municipality = unit(null, UnitKind.MUNICIPALITY, "Testköpings kommun");
        this.administration = unit(municipality, UnitKind.ADMINISTRATION, "Utbildningsförvaltningen");
        this.school = unit(administration, UnitKind.COMPULSORY_SCHOOL, "Ekbackens skola");
        this.otherSchool = unit(administration, UnitKind.COMPULSORY_SCHOOL, "Ålunda skola");
    }

    /** How the server of a test runs. */
    public static Settings settings(Path folder, boolean pluginUpload, MailSettings mail, Path... developed) {
        return new Settings(
                folder, "127.0.0.1", 0, false, false, null, false, Settings.MetricsFrom.LOOPBACK, false, pluginUpload,
                "https://samsyn.example", mail, List.of(developed), false);
    }

    public static TestSamsyn start() {
        return start(MailSettings.NONE);
    }

    /** One that sends e-mail. */
    public static TestSamsyn start(MailSettings mail) {
        try {
            return of(settings(Files.createTempDirectory("samsyn-test"), true, mail));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One that fetches published figures from there. */
    public static TestSamsyn fetching(FetchSettings from) {
        try {
            Path folder = Files.createTempDirectory("samsyn-test");
            return of(settings(folder, true, MailSettings.NONE).fetching(from));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TestSamsyn of(Settings settings) {
        return new TestSamsyn(settings, PluginLimits.STANDARD);
    }

    /** One whose pages let no plugins in. */
    public static TestSamsyn withoutPluginUpload(Path folder) {
        return of(settings(folder, false, MailSettings.NONE));
    }

    /** One that is started without plugins. */
    public static TestSamsyn inSafeMode(Path folder) {
        return of(new Settings(
                folder, "127.0.0.1", 0, false, true, null, false, Settings.MetricsFrom.LOOPBACK, false, true,
                "https://samsyn.example", MailSettings.NONE, List.of(), false));
    }

    /** The same on a folder that has something in it, such as plugins. */
    public static TestSamsyn start(Path folder) {
        return of(settings(folder, true, MailSettings.NONE));
    }

    /** The same with other limits for plugins. */
    public static TestSamsyn start(Path folder, PluginLimits limits) {
        return new TestSamsyn(settings(folder, true, MailSettings.NONE), limits);
    }

    /** One that runs plugins from folders of classes. */
    public static TestSamsyn developing(Path... classes) {
        try {
            return of(settings(Files.createTempDirectory("samsyn-test"), true, MailSettings.NONE, classes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An empty folder, whose wizard has not been run. */
    public static Samsyn empty(Path folder, TestClock clock) {
        return Samsyn.start(settings(folder, true, MailSettings.NONE), clock);
    }

    /** The plan proposed and adopted by the system, by a decision of today. */
    public Plan adopted(Plan plan) {
        Plan proposed = samsyn.planning().states().propose(system(), plan.id(), plan.version(), "");
        return samsyn.planning()
                .states()
                .adopt(system(), plan.id(), proposed.version(), new Plan.Decision(clock.today(), "Nämnden", ""));
    }

    /** The running server; its modules give the services. */
    public Samsyn app() {
        return samsyn;
    }

    public TestClock clock() {
        return clock;
    }

    public Path folder() {
        return folder;
    }

    /** The system itself, which may do everything. */
    public CurrentUser system() {
        return samsyn.access().system("test");
    }

    /** The top of the organisation. */
    public Unit municipality() {
        return municipality;
    }

    /** Below the municipality. */
    public Unit administration() {
        return administration;
    }

    /** Below the administration. */
    public Unit school() {
        return school;
    }

    /** The first school's sister. */
    public Unit otherSchool() {
        return otherSchool;
    }

    public Unit unit(Unit parent, UnitKind kind, String name) {
        return samsyn.organisation()
                .unitService()
                .create(system(), UnitDetails.own(parent == null ? null : parent.id(), kind, name));
    }

    /** A person without password who has the role on the unit from now on. */
    public User user(String username, Role role, Unit unit) {
        User user = person(username);
        samsyn.people().roleService().give(system(), user.id(), role, unit.id(), null, null);
        return user;
    }

    /** Takes the user's only role away. */
    public void takeRole(String username) {
        RoleAssignment role = samsyn.people().roles().ofUsers(List.of(found(username).id())).get(0);
        samsyn.people().roleService().remove(system(), role.id(), role.version());
    }

    /** A person without roles and password. */
    public User person(String username) {
        String name = Character.toUpperCase(username.charAt(0)) + username.substring(1) + " Testsson";
        return samsyn.people().userService().create(system(), new UserDetails(username, name, null, "sv"));
    }

    /** The user as services see them today. */
    public CurrentUser acting(String username) {
        return samsyn.people().sessions().as(found(username), "test");
    }

    /** A browser where the user is signed in. */
    public TestClient signIn(String username) {
        String cookie = samsyn.people().sessions().open(found(username));
        TestClient client = client();
        client.cookie("samsyn_session", cookie);
        return client.token(samsyn.people().sessions().find(cookie).orElseThrow().csrf());
    }

    /** A script that acts as the user over the REST interface. */
    public TestClient api(String username) {
        return client().bearer(samsyn.people().credentials().newToken(system(), found(username), "test"));
    }

    /** A browser where someone new is signed in, who has the role on the first school. */
    public TestClient signIn(String username, Role role) {
        user(username, role, school);
        return signIn(username);
    }

    /** A browser where nobody is signed in. */
    public TestClient client() {
        return TestClient.of(samsyn);
    }

    /** Runs SQL and gives the rows, to look behind the services. */
    public List<Map<String, Object>> rows(String sql) {
        return samsyn.database()
                .jdbi()
                .withHandle(handle -> handle.createQuery(sql).mapToMap().list());
    }

    private User found(String username) {
        return samsyn.people().users().byUsername(username).orElseThrow();
    }

    @Override
    public void close() {
        samsyn.close();
        try {
            new DataFolder(folder).delete();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
