package se.samsyn.core.web;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The municipality's own words, which stand before the standard texts. They are held in memory, and read anew when a
 * request knows of a later change than they do, so that no server needs to be told by another. For many threads.
 */
public final class OwnTexts {

    /** Whose texts core's are; no plugin has this id. */
    public static final String CORE = "samsyn";

    private final Store store;
    private volatile Known known;

    /** Reads them at once. */
    public OwnTexts(Store store) {
        this.store = store;
        this.known = new Known(0, store.latestChange(), store.all());
    }

    /** Where they are kept. */
    public interface Store {

        /** The number of the change that was the last to touch any of them; 0 when none has. */
        long latestChange();

        /** All of them: by whose text it is ({@link #CORE} or a plugin's id), the language, and the key. */
        Map<String, Map<Locale, Map<String, String>>> all();
    }

    /**
     * @param change the latest change of all that a request had told of
     * @param touched the change that was the last to touch the texts
     */
    private record Known(long change, long touched, Map<String, Map<Locale, Map<String, String>>> texts) {}

    /** Tells of the latest change there is. Not to be called within a unit of work, which may still be undone. */
    void seen(long change) {
        if (change > known.change()) {
            readAnew(change);
        }
    }

    private synchronized void readAnew(long change) {
        Known before = known;
        if (change > before.change()) {
            long touched = store.latestChange();
            known = new Known(change, touched, touched == before.touched() ? before.texts() : store.all());
        }
    }

    @Nullable String find(String source, Locale language, String key) {
        Map<Locale, Map<String, String>> texts = known.texts().get(source);
        Map<String, String> inLanguage = texts == null ? null : texts.get(language);
        return inLanguage == null ? null : inLanguage.get(key);
    }
}
