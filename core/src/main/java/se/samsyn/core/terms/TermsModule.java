package se.samsyn.core.terms;

import java.util.ArrayList;
import java.util.List;
import se.samsyn.api.web.Route;
import se.samsyn.core.access.CorePermissions;
import se.samsyn.core.change.ChangeLog;
import se.samsyn.core.change.History;
import se.samsyn.core.change.HistoryFormat;
import se.samsyn.core.database.Database;
import se.samsyn.core.plugin.PublishedPlugins;
import se.samsyn.core.web.Messages;
import se.samsyn.core.web.NavigationItem;
import se.samsyn.core.web.OwnTexts;

/** The parts by which the municipality puts its own words in the place of the standard ones. */
public final class TermsModule {

    private final TermService service;
    private final History history;

    public TermsModule(
            Database database,
            TermRepository repository,
            ChangeLog changes,
            History history,
            Messages messages,
            PublishedPlugins plugins) {
        this.service = new TermService(database, repository, changes, () -> sources(messages, plugins));
        this.history = history;
        history.describe(
                TermService.ENTITY,
                HistoryFormat.of("terms.history").texts("text").event("own").saying("text"));
    }

    private static List<TermSource> sources(Messages core, PublishedPlugins plugins) {
        List<TermSource> sources = new ArrayList<>();
        sources.add(new TermSource(OwnTexts.CORE, locale -> "Samsyn", core));
        plugins.texts().forEach(own -> sources.add(new TermSource(own.id(), own.name()::in, own.messages())));
        return sources;
    }

    public TermService service() {
        return service;
    }

    public List<Route> routes() {
        return new TermPages(service, history).routes();
    }

    /** An entry for those who run the system. */
    public List<NavigationItem> administration() {
        NavigationItem terms = new NavigationItem(
                "web.navigation.administration",
                "terms.title",
                "message-square",
                TermPages.PATH,
                CorePermissions.SYSTEM_MANAGE);
        return List.of(terms.forThoseOverAll());
    }
}
