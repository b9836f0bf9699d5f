package se.samsyn.core.search;

import java.util.List;
import se.samsyn.api.web.Route;
import se.samsyn.core.database.Database;
import se.samsyn.core.event.EventLog;
import se.samsyn.core.field.Fields;
import se.samsyn.core.organisation.UnitRepository;

/** The search. */
public final class SearchModule {

    private final SearchStore store;
    private final CoreIndex index;
    private final SearchPages pages;

    /**
     * @param others what others than core let be found
     * @param goalFields what plugins add to goals
     */
    public SearchModule(
            Database database, EventLog events, SearchSource others, UnitRepository units, Fields goalFields) {
        this.store = new SqliteSearchStore(database);
        if (!database.readOnly()) {
            store.prepare();
        }
        this.index = new CoreIndex(database, events, store, goalFields);
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

    /** To be called when the fields that plugins add are others than before. */
    public void fieldsChanged() {
        index.fieldsChanged();
    }

    public void close() {
        index.close();
    }
}
