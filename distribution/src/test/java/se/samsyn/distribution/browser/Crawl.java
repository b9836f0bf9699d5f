package se.samsyn.distribution.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Response;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;

/** Follows every link that a person is shown, a few of each kind. */
final class Crawl {

    /** How many addresses of a kind are asked for at most. */
    private static final int ENOUGH = 2;

    private static final Pattern NUMBER = Pattern.compile("(?<=/)\\d+(?=/|$)");
    private static final Pattern FILE = Pattern.compile(".*(\\.(csv|xlsx|json|ics)|/file|/minutes/(pdf|word))$");

    private static final String READ =
            """
            html => {
                const page = new DOMParser().parseFromString(html, "text/html");
                return {
                    headings: page.querySelectorAll("h1").length,
                    text: page.querySelector("main").textContent,
                    links: [...page.querySelectorAll("%s")].map(link => link.getAttribute("href")),
                };
            }
            """
                    .formatted(Visit.LINKS);

    private final Visit visit;
    private final String name;
    private final Set<String> examined;
    private final Deque<String> waiting = new ArrayDeque<>();
    private final Set<String> seen = new HashSet<>();
    private final Map<String, Integer> kinds = new HashMap<>();
    private final SoftAssertions held = new SoftAssertions();

    /**
     * @param name what its pictures begin with
     * @param examined the kinds of pages that need no closer look any more; grows
     */
    Crawl(Visit visit, String name, Set<String> examined) {
        this.visit = visit;
        this.name = name;
        this.examined = examined;
    }

    /** From the page that the person stands on. */
    void walk() {
        collect(visit.links());
        while (!waiting.isEmpty()) {
            String address = waiting.remove();
            int met = kinds.merge(kind(address), 1, Integer::sum);
            if (met == 1 && !FILE.matcher(path(address)).matches()) {
                held.check(() -> look(address));
            } else if (met <= ENOUGH) {
                held.check(() -> ask(address));
            }
        }
        held.assertAll();
        assertThat(kinds).as("kinds of pages that " + name + " is shown").hasSizeGreaterThan(10);
    }

    /** What has been examined for someone else is only read. */
    private void look(String address) {
        String page = NUMBER.matcher(path(address)).replaceAll("n");
        if (!examined.add(page)) {
            read(address);
            return;
        }
        visit.turn(Browser.View.PHONE);
        Response response = visit.page().navigate(address);
        assertThat(response.status()).as(name + " at " + address).isEqualTo(200);
        collect(visit.links());
        for (Browser.View view : Browser.View.values()) {
            visit.turn(view).wellMade(name + page.replaceAll("[^a-z0-9]+", "-"));
        }
    }

    /** Without drawing it. */
    private void read(String address) {
        APIResponse response = visit.page().request().get(address);
        assertThat(response.status()).as(name + " at " + address).isEqualTo(200);
        Map<?, ?> page = (Map<?, ?>) visit.page().evaluate(READ, response.text());
        assertThat(page.get("headings")).as(name + " at " + address + ": one main heading").isEqualTo(1);
        assertThat((String) page.get("text")).as(name + " at " + address).doesNotContainPattern(Visit.WORDLESS);
        collect(((List<?>) page.get("links")).stream().map(String.class::cast).toList());
    }

    private void ask(String address) {
        assertThat(visit.page().request().get(address).status()).as(name + " at " + address).isEqualTo(200);
    }

    private void collect(List<String> links) {
        for (String link : links) {
            String address = link.replaceFirst("#.*", "");
            if (seen.add(address)) {
                waiting.add(address);
            }
        }
    }

    /** The address without its numbers, and without the values of what is asked for. */
    private static String kind(String address) {
        String[] parts = address.split("\\?", 2);
        String asked = parts.length == 1
                ? ""
                : Arrays.stream(parts[1].split("&"))
                        .map(pair -> pair.replaceFirst("=.*", ""))
                        .distinct()
                        .sorted()
                        .collect(Collectors.joining("&", "?", ""));
        return NUMBER.matcher(parts[0]).replaceAll("n") + asked;
    }

    private static String path(String address) {
        return address.replaceFirst("\\?.*", "");
    }
}
