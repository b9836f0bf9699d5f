package se.samsyn.api.web;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.Texts;
import se.samsyn.api.access.Caller;
import se.samsyn.api.service.Services;

/**
 * A request, read once. For the thread that handles it alone.
 *
 * @since 0.9.0
 */
public interface Request extends Texts {

    /** The path as asked for, without query. */
    String path();

    /**
     * A parameter of the route's path.
     *
     * @throws IllegalArgumentException when the route has no such parameter
     */
    String pathParameter(String name);

    /** The first value of a query parameter, or null when it is not there. */
    @Nullable String query(String name);

    /** All values of a query parameter, in order; empty when it is not there. */
    List<String> queryAll(String name);

    /** The first value of a form field without control characters, or null when the field is not there. */
    @Nullable String form(String name);

    /** All values of a form field, in order; empty when the field is not there. */
    List<String> formAll(String name);

    /** The form as sent, each field's first value; for showing again what was typed. */
    Map<String, String> form();

    /** An uploaded file, or null when none was chosen. */
    @Nullable Upload upload(String name);

    /** A header's value, or null. */
    @Nullable String header(String name);

    /**
     * The body as a JSON object.
     *
     * @throws InputException when the body is no JSON object
     */
    Map<String, Object> json();

    /** Who asks. */
    Caller caller();

    /** The language of the answer. */
    @Override
    Locale locale();

    /** A message in the language of the answer, from the route's own bundle or core's. */
    @Override
    String text(String key, Object... arguments);

    /**
     * The same messages in another language, for what somebody else is to read, such as a letter; see {@code
     * Mails.byLanguage}.
     */
    Texts in(Locale language);

    /** Samsyn's data, seen with the caller's permissions. */
    Services services();
}
