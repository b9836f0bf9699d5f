package se.samsyn.core.calendar;

import java.util.UUID;
import se.samsyn.core.change.SettingRepository;
import se.samsyn.core.database.Database;

/** What tells this installation's calendar entries from every other's; drawn once, and kept through moves and restores. */
final class InstallationId {

    private static final String NAME = "calendar.installation";

    private final Database database;
    private final SettingRepository settings;

    InstallationId(Database database) {
        this.database = database;
        this.settings = new SettingRepository(database.jdbi());
    }

    String get() {
        return settings.find(NAME).orElseGet(() -> database.write(() -> settings.find(NAME).orElseGet(() -> {
            String drawn = UUID.randomUUID().toString();
            settings.put(NAME, drawn);
            return drawn;
        })));
    }
}
