package se.samsyn.core.search;

import java.util.List;
import se.samsyn.api.web.Route;
import se.samsyn.core.database.Database;
import se.samsyn.core.event.EventLog;
import se.samsyn.core.organisation.UnitRepository;

/** The search. */
public final class SearchModule {

    private final SearchStore store;
    private final CoreIndex index;
    private final SearchPages pages;

    /**
     * @param others what others than core let be found
     */
    public SearchModule(Database database, EventLog events, SearchSource others, UnitRepository units) {
        this.store = new SqliteSearchStore(database);
        if (!database.readOnly()) {
            store.prepare();
        }
        this.index = new CoreIndex(database, events, store);
        this.pages = new SearchPages(store, others, units);
    }

    public SearchStore store() {
        return store;
    }

    public List<Route> routes() {
        return pages.routes();
    }

    /** Begins to keep what can be found in step with what there is; makes it anew first where that is needed. */
    public void start() {
        index.start();
    }

    public void close() {
        index.close();
    }
}
