package se.samsyn.core.organisation;

import static se.samsyn.core.access.CorePermissions.SYSTEM_MANAGE;

import java.util.Locale;
import java.util.Map;
import se.samsyn.core.access.AccessDenied;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.access.Grant;
import se.samsyn.core.change.ChangeLog;
import se.samsyn.core.change.SettingRepository;
import se.samsyn.core.database.Database;
import se.samsyn.core.web.Messages;
import se.samsyn.core.web.Rejection;
import se.samsyn.core.web.Shell;
import se.samsyn.core.web.StaleVersion;
import se.samsyn.core.web.Theme;

/** Whose Samsyn this is: its name, colour and language. */
public final class MunicipalityService implements Shell.Municipality {

    public static final String ENTITY = "municipality";

    /** Until the municipality has chosen its own. */
    public static final String DEFAULT_COLOUR = "#14595e";

    private static final String PREFIX = "municipality.";

    private final Database database;
    private final SettingRepository settings;
    private final UnitRepository units;
    private final ChangeLog changes;

    MunicipalityService(Database database, UnitRepository units, ChangeLog changes) {
        this.database = database;
        this.settings = new SettingRepository(database.jdbi());
        this.units = units;
        this.changes = changes;
    }

    @Override
    public Shell.Look look() {
        Map<String, String> kept = settings.beginningWith(PREFIX);
        MunicipalityDetails details = details(kept);
        return new Shell.Look(details.name(), details.colour(), kept.containsKey(PREFIX + "demo"));
    }

    public MunicipalityDetails details() {
        return details(settings.beginningWith(PREFIX));
    }

    private static MunicipalityDetails details(Map<String, String> kept) {
        return new MunicipalityDetails(
                kept.getOrDefault(PREFIX + "name", ""),
                kept.getOrDefault(PREFIX + "colour", DEFAULT_COLOUR),
                kept.getOrDefault(PREFIX + "locale", Messages.SWEDISH.getLanguage()),
                Integer.parseInt(kept.getOrDefault(PREFIX + "version", "0")));
    }

    /**
     * Keeps what was decided.
     *
     * @throws StaleVersion when someone else changed it since the version in the details
     */
    public MunicipalityDetails update(CurrentUser who, MunicipalityDetails details) {
        return database.write(() -> {
            Grant grant = grant(who);
            MunicipalityDetails before = details();
            MunicipalityDetails checked = checked(details);
            if (before.version() != details.version()) {
                throw new StaleVersion(ENTITY, 1, details.version());
            }
            if (before.equals(checked)) {
                return before;
            }
            int version = before.version() + 1;
            settings.put(PREFIX + "name", checked.name());
            settings.put(PREFIX + "colour", checked.colour());
            settings.put(PREFIX + "locale", checked.locale());
            settings.put(PREFIX + "version", Integer.toString(version));
            MunicipalityDetails after =
                    new MunicipalityDetails(checked.name(), checked.colour(), checked.locale(), version);
            changes.record(grant, ENTITY, 1, version, null, after);
            return after;
        });
    }

    /**
     * @throws AccessDenied when the user may not see how the municipality has chosen
     */
    void requireManage(CurrentUser who) {
        grant(who);
    }

    /** Marks the folder as a demo municipality, whose people are made up. */
    public void markAsDemo(CurrentUser who) {
        database.write(() -> {
            grant(who);
            settings.put(PREFIX + "demo", "true");
        });
    }

    private Grant grant(CurrentUser who) {
        if (who.system()) {
            return Grant.system(who.origin());
        }
        Unit root = units.root().orElseThrow(() -> new AccessDenied(SYSTEM_MANAGE));
        return who.require(SYSTEM_MANAGE, root.id());
    }

    private static MunicipalityDetails checked(MunicipalityDetails details) {
        Rejection.Check check = new Rejection.Check();
        String name = check.line("name", details.name(), 100);
        String colour = details.colour().strip().toLowerCase(Locale.ROOT);
        check.that(Theme.isColour(colour), "colour", "organisation.municipality.error.colour");
        boolean known = Messages.LOCALES.stream().anyMatch(l -> l.getLanguage().equals(details.locale()));
        check.that(known, "locale", "organisation.municipality.error.locale");
        check.done();
        return new MunicipalityDetails(name, colour, details.locale(), details.version());
    }
}
