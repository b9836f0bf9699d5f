package se.samsyn.core.setup;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.access.Role;
import se.samsyn.core.access.AccessControl;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.access.Grant;
import se.samsyn.core.change.SettingRepository;
import se.samsyn.core.database.Database;
import se.samsyn.core.database.Json;
import se.samsyn.core.organisation.MunicipalityDetails;
import se.samsyn.core.organisation.OrganisationModule;
import se.samsyn.core.organisation.Unit;
import se.samsyn.core.organisation.UnitDetails;
import se.samsyn.core.organisation.UnitKind;
import se.samsyn.core.people.PeopleModule;
import se.samsyn.core.people.Secrets;
import se.samsyn.core.people.User;
import se.samsyn.core.people.UserDetails;
import se.samsyn.core.planning.PlanningModule;
import se.samsyn.core.plugin.PluginModule;
import se.samsyn.core.settings.Settings;
import se.samsyn.core.setup.SetupAnswers.Beginning;

/** Sets up an empty folder: who may do it, what has been answered, and making it so. */
public final class SetupService {

    private static final String FINISHED = "setup.finished";
    private static final String TOKEN = "setup.token";
    private static final String SESSION = "setup.session";
    private static final String ANSWERS = "setup.answers";
    private static final String ORIGIN = "setup";

    private final Database database;
    private final SettingRepository kept;
    private final AccessControl access;
    private final OrganisationModule organisation;
    private final PeopleModule people;
    private final PlanningModule planning;
    private final PluginModule plugins;
    private final Settings settings;
    private final Clock clock;
    private final @Nullable DemoFiller demo;
    private final Secrets secrets = new Secrets();

    /** Once it is, it stays so, and need not be asked for again. */
    private volatile boolean finished;

    SetupService(
            Database database,
            AccessControl access,
            OrganisationModule organisation,
            PeopleModule people,
            PlanningModule planning,
            PluginModule plugins,
            Settings settings,
            Clock clock,
            @Nullable DemoFiller demo) {
        this.database = database;
        this.kept = new SettingRepository(database.jdbi());
        this.access = access;
        this.organisation = organisation;
        this.people = people;
        this.planning = planning;
        this.plugins = plugins;
        this.settings = settings;
        this.clock = clock;
        this.demo = demo;
    }

    /** Whether nobody has set the folder up yet, nor made an administrator of the municipality otherwise. */
    public boolean needed() {
        if (!finished) {
            finished = kept.find(FINISHED).isPresent()
                    || organisation.units().root().filter(this::administered).isPresent();
        }
        return !finished;
    }

    private boolean administered(Unit root) {
        return people.roles().onUnits(List.of(root.id())).stream()
                .anyMatch(role -> role.role() == Role.ADMINISTRATOR);
    }

    /** Lets the folder be used without the wizard. */
    public void skip() {
        database.write(() -> kept.put(FINISHED, "true"));
    }

    /** The address, within the server, at which the wizard begins; earlier ones no longer work. */
    public String newAddress() {
        String token = secrets.next();
        database.write(() -> kept.put(TOKEN, Secrets.hash(token)));
        return SetupPages.PATH + "?token=" + token;
    }

    /** Uses up the token and gives the secret that the browser goes on with; empty when the token does not work. */
    Optional<String> begin(String token) {
        return database.write(() -> {
            if (!kept.find(TOKEN).filter(Secrets.hash(token)::equals).isPresent()) {
                return Optional.empty();
            }
            String session = secrets.next();
            kept.remove(TOKEN);
            kept.put(SESSION, Secrets.hash(session));
            return Optional.of(session);
        });
    }

    /** Whether it is the browser that began. */
    boolean began(@Nullable String session) {
        return session != null
                && kept.find(SESSION).filter(Secrets.hash(session)::equals).isPresent();
    }

    boolean offersDemo() {
        return demo != null;
    }

    SetupAnswers answers() {
        return kept.find(ANSWERS).map(json -> Json.read(json, SetupAnswers.class)).orElse(SetupAnswers.NONE);
    }

    void keep(SetupAnswers answers) {
        database.write(() -> kept.put(ANSWERS, Json.write(answers)));
    }

    /** Makes it so, all or nothing, and gives the first administrator. */
    User finish(SetupAnswers answers) {
        if (answers.beginning() == Beginning.DEMO && demo != null) {
            makeDemo(demo);
        }
        User administrator = database.write(() -> {
            CurrentUser system = access.system(ORIGIN);
            if (answers.beginning() != Beginning.DEMO) {
                makeMunicipality(system, answers);
            }
            User user = makeAdministrator(system, answers);
            kept.remove(ANSWERS);
            kept.remove(SESSION);
            kept.remove(TOKEN);
            kept.put(FINISHED, "true");
            return user;
        });
        for (String module : answers.modules()) {
            plugins.enable(module, Grant.system(ORIGIN));
        }
        return administrator;
    }

    /** Whoever presses twice waits for the first, and finds it made. */
    private void makeDemo(DemoFiller filler) {
        database.withWritersHeld(() -> {
            if (organisation.units().root().isEmpty()) {
                filler.fill(settings, clock);
            }
            return null;
        });
    }

    private void makeMunicipality(CurrentUser system, SetupAnswers answers) {
        SetupAnswers.Municipality chosen = answers.municipality();
        int version = organisation.municipality().details().version();
        organisation
                .municipality()
                .update(system, new MunicipalityDetails(chosen.name(), chosen.colour(), answers.locale(), version));
        if (organisation.units().root().isEmpty()) {
            organisation.unitService().create(system, UnitDetails.own(null, UnitKind.MUNICIPALITY, chosen.name()));
        }
        if (planning.types().all().isEmpty()) {
            planning.types()
                    .create(
                            system,
                            chosen.name(),
                            answers.levels().calendar(),
                            answers.levels().names());
        }
    }

    private User makeAdministrator(CurrentUser system, SetupAnswers answers) {
        SetupAnswers.Administrator chosen = answers.administrator();
        Unit root = organisation.units().root().orElseThrow();
        User user = people.users()
                .byUsername(chosen.username())
                .orElseGet(() -> people.userService()
                        .create(system, new UserDetails(chosen.username(), chosen.name(), null, answers.locale())));
        boolean has = people.roles().ofUsers(List.of(user.id())).stream()
                .anyMatch(role -> role.role() == Role.ADMINISTRATOR && role.unitId() == root.id());
        if (!has) {
            people.roleService().give(system, user.id(), Role.ADMINISTRATOR, root.id(), null, null);
        }
        people.passwords().setHash(Grant.system(ORIGIN), user, chosen.passwordHash());
        return user;
    }
}
