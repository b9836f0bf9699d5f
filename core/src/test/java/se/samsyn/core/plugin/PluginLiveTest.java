package se.samsyn.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.samsyn.api.access.Role;
import se.samsyn.core.Heard;
import se.samsyn.core.TestClient;
import se.samsyn.core.TestSamsyn;

/** What a plugin tells, heard over real connections. */
class PluginLiveTest {

    private TestSamsyn samsyn;
    private Path folder;
    private TestClient admin;
    private TestClient anna;
    private boolean stopped;

    @BeforeEach
    void start() throws IOException {
        folder = Files.createTempDirectory("samsyn-live");
        board().writeTo(folder.resolve("plugins"));
        samsyn = TestSamsyn.start(folder);
        samsyn.user("admin", Role.ADMINISTRATOR, samsyn.municipality());
        samsyn.user("anna", Role.PRINCIPAL, samsyn.school());
        samsyn.user("bo", Role.PRINCIPAL, samsyn.school());
        samsyn.user("cilla", Role.READER, samsyn.school());
        admin = samsyn.signIn("admin");
        anna = samsyn.signIn("anna");
        admin.get("/settings/modules");
        assertThat(admin.post("/settings/modules/board/enable", Map.of()).status()).isEqualTo(303);
        anna.get("/account");
    }

    @AfterEach
    void stop() {
        if (!stopped) {
            samsyn.close();
        }
    }

    private static PluginSource board() {
        return PluginSource.of("board")
                .define(
                        """
                        c.permission(Permission.named("read").onOwnUnits(Role.PRINCIPAL))
                         .route(Route.get("/live", Access.permission("read"), r -> Response.stream("board")))
                         .route(Route.get("/units/{unit}/live", Access.permission("read").on("unit"), r -> Response.stream("board")))
                         .route(Route.get("/watched/{unit}", Access.signedIn(),
                             r -> Response.stream("board").whilePermitted("read", r.pathParameter("unit"))))
                         .route(Route.get("/other", Access.permission("read"), r -> Response.stream("other")))
                         .route(Route.post("/live", Access.permission("read"), r -> Response.stream("board")))
                         .route(Route.get("/present", Access.permission("read"), r -> Response.json(context.live().present("board"))))
                         .route(Route.post("/tell", Access.permission("read"), r -> {
                             String text = r.form("text");
                             context.database().write(h -> {
                                 h.execute("insert into p_board_note (text) values (?)", text);
                                 context.live().tell("board", "note", text);
                                 if (text.startsWith("fail")) throw new InputException(text, Map.of());
                                 return true;
                             });
                             return Response.json("told");
                         }))
                         .route(Route.post("/let-go", Access.permission("read"), r -> {
                             context.live().letGo("board", r.form("user"));
                             return Response.json("let go");
                         }))
                         .route(Route.post("/event", Access.permission("read"), r -> {
                             context.live().tell("board", r.form("event"), r.form("data"));
                             return Response.json("told");
                         }))
                         .endpoint(Route.get("/live", Access.permission("read"), r -> Response.stream("board")))
                         .messages("messages").migrations("db");
                        """)
                .messages("permission.read=Läsa\n")
                .migration("V1__note.sql", "create table p_board_note (id ${key}, text text not null);");
    }

    private TestClient.Answer tell(String text) {
        return anna.post("/modules/board/tell", Map.of("text", text));
    }

    @Test
    void whoeverListensHearsWhatIsToldAndWhoElseIsThere() throws InterruptedException {
        try (Heard first = anna.listen("/modules/board/live");
                Heard other = anna.listen("/modules/board/other")) {
            assertThat(first.status()).isEqualTo(200);
            assertThat(first.response().headers().firstValue("Content-Type")).hasValue("text/event-stream;charset=utf-8");
            assertThat(first.response().headers().firstValue("X-Accel-Buffering")).hasValue("no");
            assertThat(first.next()).isEqualTo("present [\"Anna Testsson\"]");
            assertThat(other.next()).isEqualTo("present [\"Anna Testsson\"]");
            Heard second = samsyn.signIn("bo").listen("/modules/board/live");
            assertThat(second.next()).isEqualTo("present [\"Anna Testsson\",\"Bo Testsson\"]");
            assertThat(first.next()).isEqualTo("present [\"Anna Testsson\",\"Bo Testsson\"]");

            assertThat(tell("Åtta barn\nsaknas").status()).isEqualTo(200);

            assertThat(first.next()).isEqualTo("note Åtta barn\nsaknas");
            assertThat(second.next()).isEqualTo("note Åtta barn\nsaknas");
            assertThat(other.silent(Duration.ofMillis(300))).isTrue();
            assertThat(anna.get("/modules/board/present").json().size()).isEqualTo(2);
        }
    }

    @Test
    void whoeverIsLetGoHearsNoMoreAndMayComeBack() throws InterruptedException {
        TestClient bo = samsyn.signIn("bo");
        try (Heard stays = anna.listen("/modules/board/live");
                Heard other = bo.listen("/modules/board/other");
                Heard goes = bo.listen("/modules/board/live")) {
            goes.next();
            String user = samsyn.acting("bo").id();
            assertThat(anna.post("/modules/board/let-go", Map.of("user", user)).status()).isEqualTo(200);
            assertThat(goes.endsWithin(Duration.ofSeconds(5))).isTrue();
            assertThat(stays.endsWithin(Duration.ofMillis(200))).isFalse();
            assertThat(other.endsWithin(Duration.ofMillis(200))).as("of another topic").isFalse();
            assertThat(bo.listen("/modules/board/live").status()).isEqualTo(200);
            assertThat(anna.post("/modules/board/let-go", Map.of("user", "nobody")).status()).isEqualTo(200);
        }
    }

    @Test
    void whatIsNotSavedIsNotTold() throws InterruptedException {
        try (Heard heard = anna.listen("/modules/board/live")) {
            heard.next();
            assertThat(tell("fail").status()).isEqualTo(422);
            tell("saved");
            assertThat(heard.next()).isEqualTo("note saved");
        }
    }

    @Test
    void onlyThoseWithTheRoutesAccessListen() {
        assertThat(samsyn.signIn("cilla").get("/modules/board/live").status()).isEqualTo(403);
        assertThat(samsyn.client().get("/modules/board/live").status()).isEqualTo(303);
        assertThat(samsyn.client().get("/api/v1/modules/board/live").status()).isEqualTo(401);
        assertThat(anna.get("/modules/board/units/" + samsyn.municipality().id() + "/live").status()).isEqualTo(403);
        assertThat(anna.get("/modules/nowhere/live").status()).isEqualTo(404);
        assertThat(anna.post("/modules/board/live", Map.of()).status()).isEqualTo(500);
    }

    @Test
    void whatCannotBeToldIsRefused() throws InterruptedException {
        for (String event : List.of("", "present", "a\nb", "Å")) {
            assertThat(anna.post("/modules/board/event", Map.of("event", event, "data", "x")).status()).isEqualTo(500);
        }
        assertThat(anna.post("/modules/board/event", Map.of("event", "x", "data", "x".repeat(64_001))).status())
                .isEqualTo(500);
        try (Heard heard = anna.listen("/modules/board/live")) {
            heard.next();
            anna.post("/modules/board/event", Map.of("event", "x", "data", ""));
            assertThat(heard.next()).isEqualTo("x");
        }
    }

    @Test
    void thirtyListenersAllHearWithinASecondAndTakeNoPlace() throws InterruptedException {
        List<Heard> all = new ArrayList<>();
        for (String user : List.of("anna", "bo")) {
            TestClient client = samsyn.signIn(user);
            for (int i = 0; i < 18; i++) {
                all.add(client.listen("/modules/board/live"));
            }
        }
        long before = System.nanoTime();
        tell("Nu");
        for (Heard heard : all) {
            String event = heard.next();
            while (event.startsWith("present")) {
                event = heard.next();
            }
            assertThat(event).isEqualTo("note Nu");
        }
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(1));
        all.forEach(Heard::close);
    }

    @Test
    void aPersonListensToTwentyAtMost() {
        List<Heard> all = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            all.add(anna.listen("/modules/board/live"));
        }
        assertThat(all).allMatch(heard -> heard.status() == 200);
        TestClient.Answer refused = anna.get("/modules/board/live");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.body()).contains("för många sidor öppna");
        all.forEach(Heard::close);
    }

    @Test
    void itEndsWhenThePluginIsTurnedOffAndBeginsAgainWhenItIsOn() throws InterruptedException {
        Heard heard = anna.listen("/modules/board/live");
        admin.post("/settings/modules/board/disable", Map.of());
        assertThat(heard.endsWithin(Duration.ofSeconds(2))).isTrue();
        assertThat(anna.get("/modules/board/live").status()).isEqualTo(404);
        admin.post("/settings/modules/board/enable", Map.of());
        try (Heard again = anna.listen("/modules/board/live")) {
            again.next();
            tell("Åter");
            assertThat(again.next()).isEqualTo("note Åter");
        }
    }

    @Test
    void itEndsWhenThePersonSignsOut() throws InterruptedException {
        Heard heard = anna.listen("/modules/board/live");
        anna.post("/logout", Map.of());
        assertThat(heard.endsWithin(Duration.ofSeconds(15))).isTrue();
    }

    @Test
    void itEndsWhenThePermissionThatTheHandlerLetThemInForIsTakenAway() throws InterruptedException {
        TestClient bo = samsyn.signIn("bo");
        String watched = "/modules/board/watched/" + samsyn.school().id();
        try (Heard stays = anna.listen(watched);
                Heard goes = bo.listen(watched);
                Heard elsewhere = bo.listen("/modules/board/watched/" + samsyn.municipality().id())) {
            samsyn.takeRole("bo");
            assertThat(goes.endsWithin(Duration.ofSeconds(15))).isTrue();
            assertThat(elsewhere.endsWithin(Duration.ofSeconds(15))).as("never had on that unit").isTrue();
            assertThat(stays.endsWithin(Duration.ofMillis(300))).isFalse();
            assertThat(bo.listen(watched).status()).as("the handler's own to refuse").isEqualTo(200);
        }
    }

    @Test
    void whoeverIsGoneIsNoLongerThere() throws InterruptedException {
        try (Heard heard = anna.listen("/modules/board/live")) {
            heard.next();
            Heard other = samsyn.signIn("bo").listen("/modules/board/live");
            assertThat(heard.next()).contains("Bo");
            other.close();
            long until = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            while (anna.get("/modules/board/present").json().size() > 1) {
                assertThat(System.nanoTime()).isLessThan(until);
                Thread.sleep(200);
            }
            assertThat(heard.silent(Duration.ofSeconds(5))).isFalse();
        }
    }

    @Test
    void oneThatTakesNothingInIsLetGoAndHoldsNobodyUp() throws IOException, InterruptedException {
        try (Socket deaf = new Socket()) {
            deaf.setReceiveBufferSize(4096);
            deaf.connect(new java.net.InetSocketAddress("127.0.0.1", samsyn.app().port()));
            String cookie = samsyn.signIn("bo").cookie("samsyn_session").orElseThrow();
            deaf.getOutputStream()
                    .write(("GET /modules/board/live HTTP/1.1\r\nHost: localhost\r\nCookie: samsyn_session=" + cookie
                                    + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            try (Heard heard = anna.listen("/modules/board/live")) {
                String last = heard.next();
                while (!last.contains("Bo")) {
                    last = heard.next();
                }
                String much = "x".repeat(60_000);
                for (int i = 0; i < 120; i++) {
                    anna.post("/modules/board/event", Map.of("event", "much", "data", much));
                    assertThat(heard.next()).startsWith("much");
                }
                assertThat(anna.get("/modules/board/present").json().size()).isEqualTo(1);
            }
        }
    }

    @Test
    void aServerThatStopsDoesNotWaitForThoseWhoListen() throws InterruptedException {
        Heard heard = anna.listen("/modules/board/live");
        long before = System.nanoTime();
        stopped = true;
        samsyn.close();
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(3));
        assertThat(heard.endsWithin(Duration.ofSeconds(1))).isTrue();
    }
}
