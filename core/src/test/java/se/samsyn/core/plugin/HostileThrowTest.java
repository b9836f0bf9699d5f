package se.samsyn.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import se.samsyn.core.TestClient;
import se.samsyn.core.job.JobId;
import se.samsyn.core.job.JobOutcome;
import se.samsyn.core.job.JobStatus;
import se.samsyn.core.organisation.UnitKind;
import se.samsyn.core.web.Rejection;

/** Plugins that throw, wherever they are called. */
class HostileThrowTest {

    /** What is thrown, by the name that is to be read on the modules page. */
    private static final Map<String, String> THROWN = new LinkedHashMap<>();

    static {
        THROWN.put("java.lang.IllegalStateException", "if (true) throw new IllegalStateException(\"boom\");");
        THROWN.put("tiny.Entry$Nasty", "if (true) throw new Nasty();");
        THROWN.put("java.lang.AssertionError", "if (true) throw new AssertionError(\"boom\");");
        THROWN.put("java.lang.NoClassDefFoundError", "if (true) throw new NoClassDefFoundError(\"boom\");");
        THROWN.put("java.lang.StackOverflowError", "deep(0);");
    }

    private static final String MEMBERS =
            """
            static int deep(int n) { return deep(n + 1) + 1; }
            /** One that throws again when it is asked what it is. */
            static final class Nasty extends RuntimeException {
                @Override public String getMessage() { throw new IllegalStateException("again"); }
                @Override public String toString() { throw new AssertionError("again"); }
                @Override public StackTraceElement[] getStackTrace() { return null; }
            }
            """;

    @RegisterExtension
    static final PluginSiege siege = new PluginSiege();

    private static PluginSource bad() {
        return PluginSource.of("bad").members(MEMBERS);
    }

    static Stream<Arguments> callbacks() {
        return THROWN.keySet().stream()
                .flatMap(thrown -> Stream.of("constructor", "define", "start", "stop").map(where -> Arguments.of(where, thrown)));
    }

    @ParameterizedTest(name = "{1} in {0}")
    @MethodSource("callbacks")
    void aCallbackThatThrowsIsTold(String where, String thrown) {
        String body = THROWN.get(thrown);
        PluginInfo info = siege.bring(
                switch (where) {
                    case "constructor" -> bad().constructor(body);
                    case "define" -> bad().define(body);
                    case "start" -> bad().start(body);
                    default -> bad().stop(body);
                });
        if (where.equals("stop")) {
            assertThat(info.state()).isEqualTo(PluginState.ACTIVE);
            siege.turn("bad", "disable");
            assertThat(siege.page()).contains("Av", "stop: " + thrown);
        } else {
            assertThat(info.state()).isEqualTo(PluginState.FAILED);
            String step = where.equals("constructor") ? "load" : where;
            assertThat(siege.page()).contains("Fungerar inte", step + ": " + thrown);
        }
        siege.assertOthersAnswer();
        siege.assertNothingLeft();
    }

    static Stream<Arguments> thrown() {
        return THROWN.keySet().stream().map(Arguments::of);
    }

    @ParameterizedTest
    @MethodSource("thrown")
    void whateverIsThrownWhileItRunsIsAnErrorPageWithAReferenceAndIsCounted(String thrown) {
        String body = THROWN.get(thrown);
        siege.bring(bad().members(MEMBERS
                        + """
                        public record Sly(String text) { public String text() { %1$s return text; } }
                        """.formatted(body))
                .define(
                        """
                        c.route(Route.get("/handler", Access.everyone(), r -> { %1$s return null; }))
                         .route(Route.get("/template", Access.everyone(), r -> Response.page("sly", Map.of("sly", new Sly("x")))))
                         .route(Route.get("/json", Access.everyone(), r -> Response.json(new Sly("x"))))
                         .route(Route.get("/file", Access.everyone(), r -> new Response.File("a.txt", "text/plain", out -> { %1$s })))
                         .endpoint(Route.get("/endpoint", Access.permission("plan.read"), r -> { %1$s return null; }))
                         .panel(new Panel(Panel.Slot.UNIT_RAIL, "web.login", "plan.read", r -> { %1$s return null; }));
                        """.formatted(body))
                .resource("sly.peb", "{{ sly.text }}"));
        for (String path : List.of("handler", "template", "json", "file")) {
            TestClient.Answer answer = siege.get(path);
            assertThat(answer.status()).as(path).isEqualTo(500);
            assertThat(answer.body()).as(path).contains("Referens").doesNotContain("boom", "again", "at tiny.");
        }
        TestClient.Answer endpoint = siege.samsyn().api("rektor").get("/api/v1/modules/bad/endpoint");
        assertThat(endpoint.status()).isEqualTo(500);
        assertThat(endpoint.json().path("type").asString()).isEqualTo("urn:samsyn:problem:internal");
        TestClient.Answer panel = siege.get("panels/0/" + siege.samsyn().school().id());
        assertThat(panel.status()).isEqualTo(200);
        assertThat(panel.body()).contains("gick inte att visa");
        assertThat(siege.bad().health().errors()).isEqualTo(6);
        assertThat(siege.page()).contains("panels/0/" + siege.samsyn().school().id() + ": " + thrown);
        siege.assertOthersAnswer();
        siege.assertNothingLeft();
    }

    @ParameterizedTest
    @MethodSource("thrown")
    void whateverAJobOrListenerThrowsFailsThatAlone(String thrown) {
        String body = THROWN.get(thrown);
        siege.bring(bad().define(
                        """
                        c.job(Job.named("work", Schedule.byHand(), run -> { %1$s return ""; })).messages("messages")
                         .listener(new EventListener("goals", "core", "unit", 1, (event, services) -> { %1$s }));
                        """.formatted(body))
                .messages("job.work=Räkna\n"));
        assertThat(siege.admin().post("/settings/jobs/plugin:bad/work/run", Map.of()).status()).isEqualTo(303);
        PluginSiege.eventually("job", () -> assertThat(siege.page()).contains("job work: " + thrown));
        PluginSiege.eventually("run", () -> assertThat(lastRun()).isNotNull());
        assertThat(lastRun().outcome()).isEqualTo(JobOutcome.FAILED);
        siege.samsyn().unit(siege.samsyn().administration(), UnitKind.COMPULSORY_SCHOOL, "Skolan " + System.nanoTime());
        PluginSiege.eventually("listener", () -> assertThat(siege.page()).contains("listener goals: " + thrown));
        siege.assertOthersAnswer();
        siege.assertNothingLeft();
    }

    /** What is asked of plugins by core's own pages, its command line and other plugins. */
    @ParameterizedTest
    @MethodSource("thrown")
    void whateverIsThrownWhereCoreAsksIsCountedAndTheRestIsShown(String thrown) {
        siege.bring(bad().members(MEMBERS + MORE)
                .define(ASKED.formatted(THROWN.get(thrown)))
                .messages("source.s=Lönesystemet\nindicator.BAD=Antal\nindicator.BAD.description=Antal\nindicator.BAD.unit=st\n"
                        + "import.i=Fil\nimport.i.help=En fil\ncommand.c=Gör\nevil=Ond\n"));
        assertTold("tasks", thrown, () -> assertThat(siege.principal().get("/my-page").body()).contains("bad"));
        siege.get("dates");
        assertTold("calendar", thrown, () -> assertThat(siege.principal().get("/calendar").status()).isEqualTo(200));
        assertTold("search", thrown, () -> assertThat(siege.principal().get("/search?q=skola").status()).isEqualTo(200));
        assertTold("record r", thrown, () -> assertThat(siege.get("record").body()).isEqualTo("\"none\""));
        assertTold("import i", thrown, () -> assertThat(siege.admin().post("/modules/bad/import", Map.of()).status()).isEqualTo(422));
        assertTold("command c", thrown, () -> assertThatThrownBy(() -> siege.samsyn()
                        .app()
                        .plugins()
                        .commands()
                        .run("bad", "c", new PluginCommands.Typed(List.of(), path -> path, line -> {})))
                .isInstanceOf(Rejection.class));
        siege.assertOthersAnswer();
        siege.assertNothingLeft();
    }

    private static final String ASKED =
            """
            c.tasks(r -> { %1$s return null; })
             .calendar((span, caller, services) -> { if (dates) { %1$s } return List.of(); })
             .search((caller, services) -> { %1$s return null; })
             .shares(new SharedRecord("r", 1, (key, caller, services) -> { %1$s return null; }))
             .indicatorSource(new IndicatorSource("s", List.of(new IndicatorDefinition("BAD", 0,
                 IndicatorDefinition.Direction.NEUTRAL, IndicatorDefinition.Periodicity.MONTH, IndicatorDefinition.Aggregation.NONE))))
             .importer(new Importer("i", "s", List.of(".csv"), (file, rows) -> { %1$s }))
             .command(new Command("c", run -> { %1$s return 0; }))
             .route(Route.get("/dates", Access.signedIn(), r -> { dates = true; return Response.json("from now on"); }))
             .route(Route.get("/record", Access.signedIn(), r -> Response.json(r.services().records().find("bad", "r", 1, "k").orElse("none"))))
             .route(Route.post("/import", Access.signedIn(), r -> Response.json(r.services().imports().run("i", new Line()))))
             .messages("messages");
            """;

    private static final String MORE =
            """
            private static volatile boolean dates;
            static final class Line implements ImportFile {
                public String name() { return "a.csv"; }
                public java.io.InputStream open() { return new java.io.ByteArrayInputStream(new byte[] {'a'}); }
            }
            """;

    /** Asking makes one more error, and the page says of what. */
    private static void assertTold(String what, String thrown, Runnable ask) {
        long errors = siege.bad().health().errors();
        ask.run();
        assertThat(siege.bad().health().errors()).as(what).isEqualTo(errors + 1);
        assertThat(siege.page()).contains(what + ": " + thrown);
    }

    private static JobStatus.Ended lastRun() {
        return siege.samsyn().app().jobs().of(new JobId("plugin:bad", "work").owner()).get(0).last();
    }

    @Test
    void whatIsNoAnswerIsAnErrorPageToo() {
        siege.bring(bad().define(
                """
                c.route(Route.get("/null", Access.everyone(), r -> null))
                 .route(Route.get("/status", Access.everyone(), r -> new Response.Json(9999, "x", null)))
                 .route(Route.get("/nothing", Access.everyone(), r -> new Response.Json(-1, "x", null)))
                 .route(Route.get("/tag", Access.everyone(), r -> new Response.Json(200, "x", "a\\r\\nX-Evil: 1")))
                 .route(Route.get("/location", Access.everyone(), r -> Response.redirect("/a\\r\\nX-Evil: 1")))
                 .route(Route.get("/type", Access.everyone(), r -> new Response.File("a", "a\\r\\nX-Evil: 1", out -> { })))
                 .route(Route.get("/outside", Access.everyone(), r -> Response.redirect("//evil.example")))
                 .route(Route.get("/nowhere", Access.everyone(), r -> Response.page("nowhere", Map.of())))
                 .route(Route.get("/missing", Access.everyone(), r -> Response.page("missing", Map.of())))
                 .route(Route.get("/memory", Access.everyone(), r -> Response.json(new long[Integer.MAX_VALUE])));
                """)
                .resource("missing.peb", "{{ nothing.at.all }}"));
        for (String path : List.of("null", "status", "nothing", "outside", "nowhere", "missing", "memory")) {
            TestClient.Answer answer = siege.get(path);
            assertThat(answer.status()).as(path).isEqualTo(500);
            assertThat(answer.body()).as(path).doesNotContain("at tiny.", "java.lang");
        }
        for (String path : List.of("tag", "location", "type")) {
            assertThat(siege.get(path).header("X-Evil")).as(path).isEmpty();
        }
        assertThat(siege.page()).contains("Senaste fel");
        siege.assertOthersAnswer();
        siege.assertNothingLeft();
    }
}
