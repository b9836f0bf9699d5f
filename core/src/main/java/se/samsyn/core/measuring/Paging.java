package se.samsyn.core.measuring;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.web.Request;
import se.samsyn.core.access.Ids;

/**
 * The part of a list that an address asks for by {@code page}.
 *
 * @param page from 1
 */
public record Paging(int page, int size) {

    private static final int LAST_PAGE = 100_000;

    /** The page asked for, the first when the address says none that there can be. */
    public static Paging of(Request request, int size) {
        OptionalLong page = Ids.parse(request.query("page"));
        return new Paging(page.isPresent() && page.getAsLong() <= LAST_PAGE ? (int) page.getAsLong() : 1, size);
    }

    public int offset() {
        return (page - 1) * size;
    }

    /** Where the parts before and after are, and what this one is, for the foot of the list. */
    public Links links(Request request, int total, String path, Map<String, List<String>> parameters) {
        String base = path + "?" + query(parameters);
        int last = Math.min(offset() + size, total);
        return new Links(
                page > 1 ? base + "page=" + (page - 1) : null,
                last < total ? base + "page=" + (page + 1) : null,
                total <= size && page == 1
                        ? request.text("measuring.page.all", total)
                        : request.text("measuring.page", Math.min(offset() + 1, total), last, total));
    }

    /** Addresses and text; an address is null where there is no such part. */
    public record Links(@Nullable String previous, @Nullable String next, String text) {}

    /** The parameters as an address has them, each followed by an ampersand; empty values are left out. */
    public static String query(Map<String, List<String>> parameters) {
        StringBuilder query = new StringBuilder();
        parameters.forEach((name, values) -> values.stream()
                .filter(value -> !value.isEmpty())
                .forEach(value -> query.append(name)
                        .append('=')
                        .append(encode(value))
                        .append('&')));
        return query.toString();
    }

    /** A value as an address has it. */
    public static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
