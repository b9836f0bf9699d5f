package se.samsyn.api.web;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What was sent cannot be used. Core answers 422 with the texts: a problem document for the REST interface, a page for a
 * browser. A form's handler catches it itself and shows the form again with what was typed.
 *
 * <pre>{@code
 * if (heading == null || !heading.replace(BYTE_ORDER_MARK, "").strip().equalsIgnoreCase(HEADING)) {
 *     throw new InputException(rows.text("file.heading", HEADING), Map.of());
 * }
 * }</pre>
 *
 * <p>A test of it:
 *
 * <pre>{@code
 * assertThat(refused.status()).isEqualTo(422);
 * assertThat(refused.body()).contains("Första raden ska vara: enhet;månad;sjukfrånvaro");
 * }</pre>
 *
 * @since 0.9.0
 */
public final class InputException extends RuntimeException {

    private static final long serialVersionUID = 1;
    private final transient Map<String, String> errors;

    /**
     * @param message what is wrong as a whole, in the caller's language
     * @param errors what is wrong with each field, by name; may be empty
     */
    public InputException(String message, Map<String, String> errors) {
        super(message);
        this.errors = Collections.unmodifiableMap(new LinkedHashMap<>(errors));
    }

    /** What is wrong with each field, by name, in the order it was told. */
    public Map<String, String> errors() {
        return errors;
    }
}
