package se.samsyn.core.search;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import se.samsyn.api.web.Route;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.database.Database;
import se.samsyn.core.event.EventLog;
import se.samsyn.core.field.Fields;
import se.samsyn.core.organisation.UnitRepository;

/** The search. */
public final class SearchModule {

    private final SearchStore store;
    private final CoreIndex index;
    private final SearchPages pages;
    private final SearchSource others;

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
        this.others = others;
        this.pages = new SearchPages(store, others, units);
    }

    public SearchStore store() {
        return store;
    }

    /**
     * Whether a link to a path of a source is one that the user can follow: nobody is led to what they would not find. What
     * the source does not let be found at all it says nothing of, and the page there answers for itself.
     */
    public boolean leads(CurrentUser user, String source, String path) {
        Set<String> audiences = store.audiences(source, path);
        return audiences.isEmpty() || !Collections.disjoint(audiences, others.audiences(user, source));
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
