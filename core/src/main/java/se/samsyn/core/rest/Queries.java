package se.samsyn.core.rest;

import java.time.DateTimeException;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.web.InputException;
import se.samsyn.api.web.Request;
import se.samsyn.core.access.Ids;
import se.samsyn.core.web.NotFound;

/** What the address of a REST request says. */
public final class Queries {

    private Queries() {}

    /**
     * The id in the path.
     *
     * @throws NotFound when it cannot be an id of ours
     */
    public static long pathId(Request request, String name) {
        return Ids.parse(request.pathParameter(name)).orElseThrow(() -> new NotFound(request.path()));
    }

    /**
     * The id in a filter; null when it is not there.
     *
     * @throws InputException when it cannot be an id of ours
     */
    public static @Nullable Long id(Request request, String name) {
        String text = request.query(name);
        if (text == null) {
            return null;
        }
        OptionalLong id = Ids.parse(text);
        return id.orElseThrow(() -> problem(request, name, "rest.error.id"));
    }

    /**
     * A filter with a text form of its own, such as a period; null when it is not there.
     *
     * @throws InputException when the text is none
     */
    public static <T> @Nullable T parsed(Request request, String name, Function<String, T> parse, String errorKey) {
        String text = request.query(name);
        if (text == null) {
            return null;
        }
        try {
            return parse.apply(text);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw problem(request, name, errorKey);
        }
    }

    /** One of an enumeration, by its name in any case; null when it is not there. */
    public static <E extends Enum<E>> @Nullable E choice(Request request, String name, Class<E> type) {
        return parsed(
                request,
                name,
                text -> {
                    E constant = JsonBody.constant(text, type);
                    if (constant == null) {
                        throw new IllegalArgumentException(text);
                    }
                    return constant;
                },
                "rest.error.choice");
    }

    private static InputException problem(Request request, String field, String key) {
        String text = request.text(key);
        return new InputException(text, Map.of(field, text));
    }
}
