package se.samsyn.api;

/**
 * Reads and writes JSON. Records are objects, dates and instants ISO 8601 text. Safe for use from many threads.
 *
 * <pre>{@code
 * String text = json.write(framework.get().content());
 * }</pre>
 *
 * <p>A test of it:
 *
 * <pre>{@code
 * String file = admin.get(BASE + "/frameworks/" + framework("exempel-grundskola") + "/file").body();
 * String own = file.replace("exempel-grundskola", "vart-eget").replace("Exempel: självskattning i skolan", "Vårt ramverk");
 * }</pre>
 *
 * @since 0.9.0
 */
public interface JsonFormat {

    /**
     * @param value a record, map, list, text, number, boolean or null
     * @return its JSON text
     */
    String write(Object value);

    /**
     * @param json the text to read
     * @param type the record or other class to make of it
     * @throws IllegalArgumentException when the text is no JSON or does not fit the type; the message says where
     */
    <T> T read(String json, Class<T> type);
}
