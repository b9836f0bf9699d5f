package se.samsyn.distribution.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Response;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
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
    private static final Pattern FILE = Pattern.compile(".*(\\.(csv|xlsx|json)|/file|/minutes/(pdf|word))$");

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
        collect();
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

    private void look(String address) {
        visit.turn(Browser.View.PHONE);
        Response response = visit.page().navigate(address);
        assertThat(response.status()).as(name + " at " + address).isEqualTo(200);
        collect();
        visit.sound(name + " at " + address);
        String page = NUMBER.matcher(path(address)).replaceAll("n");
        if (examined.add(page)) {
            for (Browser.View view : Browser.View.values()) {
                visit.turn(view).wellMade(name + page.replaceAll("[^a-z0-9]+", "-"));
            }
        }
    }

    private void ask(String address) {
        assertThat(visit.page().request().get(address).status()).as(name + " at " + address).isEqualTo(200);
    }

    private void collect() {
        for (String link : visit.links()) {
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
