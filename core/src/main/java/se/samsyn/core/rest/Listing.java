package se.samsyn.core.rest;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.web.InputException;
import se.samsyn.api.web.Request;
import se.samsyn.api.web.Response;
import se.samsyn.core.access.Ids;

/**
 * The part of a list that a request asks for: the items after a cursor, in the order of their ids.
 *
 * @param after the id that the last part ended with; 0 for the first part
 * @param limit how many items at most
 */
public record Listing(long after, int limit) {

    private static final int DEFAULT_LIMIT = 50;
    private static final int HIGHEST_LIMIT = 500;

    /**
     * @throws InputException when the limit or the cursor is not one of ours
     */
    public static Listing of(Request request) {
        return new Listing(after(request), limit(request));
    }

    /** How many rows to read: one more than asked for tells whether there is a next part. */
    public int rowsToRead() {
        return limit + 1;
    }

    /**
     * The answer for these rows.
     *
     * @param rows at most {@link #rowsToRead()} of them, by id
     */
    public <T> Response answer(List<T> rows, ToLongFunction<T> id, Function<List<T>, ? extends List<?>> toJson) {
        boolean more = rows.size() > limit;
        List<T> items = more ? rows.subList(0, limit) : rows;
        return Response.json(new Page(toJson.apply(items), more ? cursor(id.applyAsLong(items.get(limit - 1))) : null));
    }

    /** A part of a list as it is sent. */
    public record Page(List<?> items, @Nullable String next) {}

    private static int limit(Request request) {
        String text = request.query("limit");
        if (text == null) {
            return DEFAULT_LIMIT;
        }
        OptionalLong limit = Ids.parse(text);
        if (limit.isEmpty() || limit.getAsLong() > HIGHEST_LIMIT) {
            throw problem(request, "limit", "rest.error.limit", HIGHEST_LIMIT);
        }
        return (int) limit.getAsLong();
    }

    private static long after(Request request) {
        String text = request.query("cursor");
        if (text == null) {
            return 0;
        }
        OptionalLong after = decode(text);
        return after.orElseThrow(() -> problem(request, "cursor", "rest.error.cursor"));
    }

    private static OptionalLong decode(String cursor) {
        try {
            return Ids.parse(new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return OptionalLong.empty();
        }
    }

    private static String cursor(long id) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Long.toString(id).getBytes(StandardCharsets.UTF_8));
    }

    private static InputException problem(Request request, String field, String key, Object... arguments) {
        String text = request.text(key, arguments);
        return new InputException(text, Map.of(field, text));
    }
}
