package se.samsyn.core.imports;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import se.samsyn.api.web.Route;
import se.samsyn.core.access.CorePermissions;
import se.samsyn.core.change.ChangeLog;
import se.samsyn.core.database.Database;
import se.samsyn.core.measuring.MeasuringModule;
import se.samsyn.core.organisation.OrganisationModule;
import se.samsyn.core.people.PeopleModule;
import se.samsyn.core.web.Messages;
import se.samsyn.core.web.NavigationItem;

/** The parts that take files in. */
public final class ImportsModule {

    private final ImportService service;
    private final ImportPages pages;
    private final ExportPages exports;
    private final ImportTypes types;

    /**
     * @param plugins what the active plugins can read
     * @param temporary a folder for imports on their way in
     */
    public ImportsModule(
            Database database,
            ChangeLog changes,
            OrganisationModule organisation,
            PeopleModule people,
            MeasuringModule measuring,
            Supplier<List<ImportType>> plugins,
            Messages messages,
            Clock clock,
            Path temporary) {
        ImportParts parts = new ImportParts(database, changes, organisation, people, measuring, clock);
        this.types = new ImportTypes(plugins);
        this.service = new ImportService(parts, types, new StagingFolder(temporary.resolve("imports"), clock), messages);
        this.pages = new ImportPages(service, types);
        this.exports = new ExportPages(parts);
    }

    public ImportService service() {
        return service;
    }

    /** All that can be imported now. */
    public ImportTypes types() {
        return types;
    }

    public List<Route> routes() {
        return Stream.concat(pages.routes().stream(), exports.routes().stream()).toList();
    }

    public List<NavigationItem> navigation() {
        NavigationItem imports = new NavigationItem(
                "web.navigation.administration", "imports.nav", "file-up", "/imports", CorePermissions.IMPORT_RUN);
        return List.of(imports.forThoseOverAll());
    }
}
