package se.samsyn.core.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.web.Request;
import se.samsyn.core.access.Ids;

/**
 * The page of a list that the address asks for by {@code ?page=}; the other parts of the address stay in the links.
 *
 * @param number from 1
 */
public record Paging(int number, String path, List<String> others, Words words) {

    private static final int SIZE = 50;
    private static final int HIGHEST = 100_000;

    /** Where the next and the previous page are, null where there is none, and what is shown of how much. */
    public record Links(@Nullable String next, @Nullable String previous, String text) {}

    /**
     * @param kept the names of the query parameters that the list is filtered by
     */
    public static Paging of(Request request, String... kept) {
        int number = (int) Math.min(HIGHEST, Ids.parse(request.query("page")).orElse(1));
        List<String> others = List.of(kept).stream()
                .filter(name -> request.query(name) != null && !request.query(name).isEmpty())
                .map(name -> name + "=" + URLEncoder.encode(request.query(name), StandardCharsets.UTF_8))
                .toList();
        return new Paging(number, request.path(), others, request::text);
    }

    public int size() {
        return SIZE;
    }

    public int offset() {
        return (number - 1) * SIZE;
    }

    public Links links(int total) {
        int last = Math.min(total, offset() + SIZE);
        boolean more = last < total;
        String text = total == 0 ? "" : words.text("web.pages.shown", offset() + 1, last, total);
        return new Links(more ? href(number + 1) : null, number > 1 ? href(number - 1) : null, text);
    }

    private String href(int page) {
        String query = others.stream().collect(Collectors.joining("&"));
        return path + "?" + (query.isEmpty() ? "" : query + "&") + "page=" + page;
    }
}
