package se.samsyn.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import se.samsyn.core.Samsyn;
import se.samsyn.core.TestClient;
import se.samsyn.core.TestClient.Answer;
import se.samsyn.core.access.Grant;
import se.samsyn.core.settings.MailSettings;
import se.samsyn.core.settings.Settings;
import se.samsyn.distribution.demo.DemoMunicipality;
import tools.jackson.databind.JsonNode;

/**
 * Every page and form that an administrator comes to in the demo municipality, sent what nobody should send. A form or
 * page that is added later is tried too, because they are found by following links.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HostileInputIT {

    /** But for those that lead where not everyone who sees the page may go. */
    private static final Pattern LINK = Pattern.compile("href=\"(/[^\"#]*)(?![^>]*data-limited)");
    private static final Pattern ID = Pattern.compile("(?<=/)\\d+(?=/|$|\\?)");

    /** How many pages of a kind, such as of goals, are looked at. */
    private static final int PAGES_OF_A_KIND = 2;

    private static final List<String> TEXTS = List.of(
            "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>",
            "bell \u0007 escape \u001b[31m null \u0000 delete \u007f",
            "👩‍👩‍👧‍👦 \u202Eשלום مرحبا\u202C e\u0301 \ud800 \uffff",
            "' or 1=1; drop table unit; --",
            "{0} {1,number} %s ${7*7} {{ 7*7 }} =cmd|'/c calc'!A1",
            "-1",
            "99999999999999999999",
            "1e999",
            "2026-02-30",
            "+999999999-12-31",
            "2026/27-13",
            "");

    private static final String MEGABYTE = "x".repeat(1_000_000);

    /** What a reader may send all the same: what is their own. */
    private static final Set<String> THEIR_OWN = Set.of(
            "/calendar/feed", "/logout", "/account/language", "/account/password", "/account/tokens", "/login", "/login/demo");

    private Samsyn samsyn;

    /** By the kind of address, such as {@code /goals/#}. */
    private final Map<String, List<String>> pages = new TreeMap<>();

    private final Map<String, PageForm> forms = new TreeMap<>();

    @BeforeAll
    void lookAround(@TempDir Path folder) {
        Settings settings = new Settings(
                folder, "127.0.0.1", 0, false, false, null, false, Settings.MetricsFrom.LOOPBACK, false, true, null,
                MailSettings.NONE);
        DemoMunicipality.fill(settings, Clock.systemUTC());
        samsyn = Samsyn.start(settings, Clock.systemUTC());
        samsyn.plugins().enable("school-quality", Grant.system("test"));
        TestClient admin = signIn("admin");
        Deque<String> ahead = new ArrayDeque<>(List.of("/"));
        while (!ahead.isEmpty()) {
            String address = ahead.poll();
            List<String> alike = pages.computeIfAbsent(kind(address), kind -> new ArrayList<>());
            if (alike.size() < PAGES_OF_A_KIND && !alike.contains(address)) {
                alike.add(address);
                ahead.addAll(read(address, admin.follow(admin.get(address))));
            }
        }
        assertThat(pages).as("kinds of pages").hasSizeGreaterThan(50);
        assertThat(forms).as("forms").hasSizeGreaterThan(40);
    }

    @AfterAll
    void stop() {
        samsyn.close();
    }

    /** What the page links to. */
    private List<String> read(String address, Answer page) {
        assertThat(page.status()).as(address).isEqualTo(200);
        List<String> links = new ArrayList<>();
        if (page.header("Content-Type").orElse("").startsWith("text/html")) {
            PageForm.all(address, page.body())
                    .forEach(form -> forms.putIfAbsent(kind(form.action()) + " " + form.fields().keySet(), form));
            Matcher link = LINK.matcher(page.body());
            while (link.find()) {
                if (!link.group(1).startsWith("/static/")) {
                    links.add(PageForm.text(link.group(1)));
                }
            }
        }
        return links;
    }

    private static String kind(String address) {
        String path = address.replaceAll("\\?.*", "");
        return ID.matcher(path).replaceAll("#");
    }

    @Test
    @Order(1)
    void formsWithoutTheirTokenAreRefused() {
        TestClient admin = signIn("admin");
        posted().forEach(form -> assertThat(admin.postWithoutToken(form.action(), form.fields()).status())
                .as(form.action())
                .isEqualTo(403));
    }

    @Test
    @Order(2)
    void whatIsNotTheirsIsRefusedToReadersAndStrangers() {
        TestClient reader = signIn("lasare");
        TestClient stranger = TestClient.of(samsyn);
        stranger.get("/login");
        for (PageForm form : posted()) {
            if (!THEIR_OWN.contains(form.action())) {
                assertThat(reader.post(form.action(), form.fields()).status()).as(form.action()).isIn(403, 404);
                Answer answer = stranger.post(form.action(), form.fields());
                assertThat(answer.status() == 403 || answer.location().startsWith("/login")).as(form.action()).isTrue();
            }
        }
    }

    @Test
    @Order(3)
    void addressesOfNothingAreNotFound() {
        TestClient admin = signIn("admin");
        for (String kind : pages.keySet()) {
            for (String id : List.of("0", "-1", "999999999", "99999999999999999999", "x", "%00", "%ff", "%F0%9F%98%80")) {
                if (kind.contains("#")) {
                    String address = kind.replace("#", id);
                    if (pages.get(kind).contains(address)) {
                        continue;
                    }
                    Answer answer = admin.get(address);
                    assertThat(answer.status()).as(address).isBetween(400, 404);
                }
            }
        }
    }

    @Test
    @Order(4)
    void filtersTakeAnything() {
        TestClient admin = signIn("admin");
        Set<String> names = new HashSet<>(Set.of("asof", "cursor", "after", "page", "sort", "q"));
        forms.values().stream().filter(form -> !form.posts()).forEach(form -> names.addAll(form.fields().keySet()));
        pages.values().forEach(alike -> alike.forEach(address -> names.addAll(queried(address))));
        for (List<String> alike : pages.values()) {
            for (String text : TEXTS) {
                String query = names.stream()
                        .map(name -> name + "=" + URLEncoder.encode(text, StandardCharsets.UTF_8))
                        .reduce((a, b) -> a + "&" + b)
                        .orElseThrow();
                String address = alike.get(0).replaceAll("\\?.*", "") + "?" + query;
                clear(address, admin.get(address));
            }
        }
    }

    private static Set<String> queried(String address) {
        Set<String> names = new HashSet<>();
        if (address.contains("?")) {
            for (String pair : address.substring(address.indexOf('?') + 1).split("&")) {
                names.add(pair.replaceAll("=.*", ""));
            }
        }
        return names;
    }

    @Test
    @Order(5)
    void formsTakeAnythingAndThePagesStandAfterwards() {
        int refused = 0;
        for (PageForm form : posted()) {
            if (form.typed().isEmpty()) {
                continue;
            }
            TestClient admin = signIn("admin");
            for (String text : TEXTS) {
                for (String name : form.typed()) {
                    clear(form.action(), admin.post(form.action(), changed(form, name, text)));
                }
                Map<String, String> all = new HashMap<>(form.fields());
                all.replaceAll((name, value) -> text);
                Answer answer = admin.post(form.action(), all);
                clear(form.action(), answer);
                refused += answer.status() == 422 ? 1 : 0;
            }
            for (String name : form.typed()) {
                Answer answer = admin.post(form.action(), changed(form, name, MEGABYTE));
                clear(form.action(), answer);
                assertThat(answer.status()).as("a megabyte in %s of %s", name, form.action()).isNotEqualTo(303);
            }
            clear(form.action(), admin.post(form.action(), Map.of()));
        }
        assertThat(refused).as("forms that came back with what was wrong").isGreaterThan(100);
        pagesStand();
    }

    private static Map<String, String> changed(PageForm form, String name, String value) {
        Map<String, String> fields = new HashMap<>(form.fields());
        fields.put(name, value);
        return fields;
    }

    /** What was handed in can have been handed back by a form, and is then its writers' alone. */
    private void pagesStand() {
        TestClient admin = signIn("admin");
        pages.values().forEach(alike -> alike.forEach(address -> {
            Answer page = admin.follow(admin.get(address));
            assertThat(page.status()).as(address).isIn(200, 403);
            clear(address, page);
        }));
        assertThat(admin.get("/my-page").status()).isEqualTo(200);
        assertThat(samsyn.database().integrity()).isEqualTo("ok");
    }

    /** Tries the REST interface as its own description tells it. */
    @Test
    @Order(6)
    void theInterfaceTakesAnything() {
        TestClient api = TestClient.of(samsyn).bearer(samsyn.people()
                .credentials()
                .newToken(samsyn.access().system("test"), samsyn.people().users().byUsername("admin").orElseThrow(), "test"));
        JsonNode description = api.get("/api/v1/openapi.json").json();
        Set<String> names = new LinkedHashSet<>();
        description.findValues("properties").forEach(properties -> names.addAll(properties.propertyNames()));
        int tried = 0;
        for (Map.Entry<String, JsonNode> path : description.get("paths").properties()) {
            if (path.getValue().has("post")) {
                String address = path.getKey().startsWith("/api/") ? path.getKey() : "/api/v1" + path.getKey();
                address = address.replaceAll("\\{[^}]+}", "1");
                for (Object value : values()) {
                    Map<String, Object> body = new LinkedHashMap<>();
                    names.forEach(name -> body.put(name, value));
                    told(address, api.json("POST", address, body));
                }
                for (String body : List.of("", "null", "[]", "{", "\"x\"", "{\"name\":\"\\ud800\"}", "[".repeat(100_000))) {
                    told(address, api.json("POST", address, body));
                }
                tried++;
            }
        }
        assertThat(tried).as("addresses").isGreaterThan(4);
        pagesStand();
    }

    private static List<Object> values() {
        List<Object> values = new ArrayList<>(TEXTS);
        values.addAll(List.of("x".repeat(30_000), true, -1, 1e300, List.of(), List.of("x", List.of(1)), Map.of("x", Map.of())));
        return values;
    }

    private static void told(String address, Answer answer) {
        clear(address, answer);
        assertThat(answer.status() == 201 || answer.header("Content-Type").orElse("").equals("application/problem+json"))
                .as("%s: %s %s", address, answer.status(), answer.body())
                .isTrue();
    }

    /** An answer, whichever, but neither a failure of ours nor someone's script. */
    private static void clear(String address, Answer answer) {
        assertThat(answer.status()).as(address).isLessThan(500);
        if (answer.header("Content-Type").orElse("").startsWith("text/html")) {
            assertThat(answer.body()).as(address).doesNotContain("<script>alert", "<img src=x", "Exception");
        }
    }

    private List<PageForm> posted() {
        return forms.values().stream().filter(PageForm::posts).toList();
    }

    private TestClient signIn(String username) {
        TestClient client = TestClient.of(samsyn);
        client.get("/login");
        Answer in = client.post("/login/demo", Map.of("username", username));
        assertThat(in.status()).isEqualTo(303);
        client.get("/account");
        return client;
    }
}
