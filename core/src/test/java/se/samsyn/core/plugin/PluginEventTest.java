package se.samsyn.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static se.samsyn.core.plugin.PluginJobTest.await;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginEventTest {

    @TempDir
    Path data;

    private static final String LOG =
            """
            private void log(String text) {
                context.database().write(h -> h.execute("insert into p_%s_log (text) values (?)", text));
            }
            """;

    private static PluginSource plugin(String id, String define) {
        return PluginSource.of(id)
                .define("c.migrations(\"db\");" + define)
                .migration("V1__log.sql", "create table p_%s_log (id ${key}, text text not null);".formatted(id))
                .members(LOG.formatted(id));
    }

    private static PluginSource hearingGoals(String reaction) {
        return plugin(
                "ear",
                "c.listener(new EventListener(\"goals\", \"core\", \"goal\", 1, (event, services) -> { " + reaction + " }));");
    }

    private PluginFixture fixture(PluginSource... sources) {
        for (PluginSource source : sources) {
            source.writeTo(data.resolve("plugins"));
        }
        return new PluginFixture(data, false);
    }

    private static void goal(PluginFixture fixture, long id, int version, String title) {
        fixture.database.write(() -> fixture.changes.record(
                PluginFixture.GRANT, "goal", id, version, 1L, title == null ? null : Map.of("title", title, "version", version)));
    }

    @Test
    void hearsOfCoresChangesInOrderOnceTheyAreSaved() throws Exception {
        try (PluginFixture fixture = fixture(hearingGoals("log(event.id() + \" \" + event.entityId() + \" \" + event.body());"))) {
            goal(fixture, 1, 1, "Before it was on");
            fixture.enable("ear");
            goal(fixture, 7, 1, "Läsa");
            fixture.database.write(() -> {
                goal(fixture, 7, 2, "Läsa mer");
                fixture.changes.record(PluginFixture.GRANT, "plan", 3, 1, 1L, Map.of("title", "Of no interest"));
                goal(fixture, 8, 1, "Räkna");
            });
            goal(fixture, 7, 3, null);
            await(() -> fixture.texts("p_ear_log").size() == 4);

            assertThat(fixture.texts("p_ear_log"))
                    .containsExactly(
                            "core-goal-7-1 7 {\"kind\":\"CREATED\",\"fields\":[\"title\"]}",
                            "core-goal-7-2 7 {\"kind\":\"CHANGED\",\"fields\":[\"title\"]}",
                            "core-goal-8-1 8 {\"kind\":\"CREATED\",\"fields\":[\"title\"]}",
                            "core-goal-7-3 7 {\"kind\":\"REMOVED\",\"fields\":[\"title\"]}");
        }
    }

    @Test
    void goesOnWhereItLeftOffAfterAStopAndNotAfterBeingOff() throws Exception {
        PluginSource source = hearingGoals("log(event.entityId());");
        try (PluginFixture fixture = fixture(source)) {
            fixture.enable("ear");
            goal(fixture, 1, 1, "a");
            await(() -> fixture.texts("p_ear_log").size() == 1);
        }
        try (PluginFixture stopped = fixture()) {
            goal(stopped, 2, 1, "while the server had no plugins");
            stopped.module.startEnabled();
            await(() -> stopped.texts("p_ear_log").size() == 2);
            stopped.disable("ear");
            goal(stopped, 3, 1, "while it was off");
            stopped.enable("ear");
            goal(stopped, 4, 1, "on again");
            await(() -> stopped.texts("p_ear_log").contains("4"));

            assertThat(stopped.texts("p_ear_log")).containsExactly("1", "2", "4");
        }
    }

    @Test
    void aLargeChangeIsHeardWhole() throws Exception {
        try (PluginFixture fixture = fixture(hearingGoals("log(event.entityId());"))) {
            fixture.enable("ear");
            fixture.database.write(() -> {
                long change = fixture.changes.begin(PluginFixture.GRANT);
                for (long id = 1; id <= 250; id++) {
                    fixture.changes.record(change, "goal", id, 1, 1L, Map.of("title", "t" + id));
                }
            });
            goal(fixture, 300, 1, "after");
            await(() -> fixture.texts("p_ear_log").size() >= 251);

            assertThat(fixture.texts("p_ear_log")).hasSize(251).endsWith("250", "300");
            assertThat(fixture.texts("p_ear_log").get(0)).isEqualTo("1");
        }
    }

    @Test
    void whatFailsIsTriedAgainTwiceThenLeftAndHoldsNoOneElseUp() throws Exception {
        PluginSource bad = plugin(
                "bad",
                """
                c.listener(new EventListener("goals", "core", "goal", 1, (event, services) -> {
                    log(event.entityId());
                    if (event.entityId().equals("1")) throw new IllegalStateException("no");
                    if (event.entityId().equals("2")) Thread.sleep(60000);
                }));
                """);
        try (PluginFixture fixture = fixture(bad, hearingGoals("log(event.entityId());"))) {
            fixture.enable("bad");
            fixture.enable("ear");
            goal(fixture, 1, 1, "throws");
            goal(fixture, 2, 1, "hangs");
            goal(fixture, 3, 1, "fine");
            await(() -> fixture.texts("p_ear_log").size() == 3);
            assertThat(fixture.texts("p_bad_log")).doesNotContain("3");
            await(() -> fixture.texts("p_bad_log").contains("3"));

            assertThat(fixture.texts("p_bad_log")).containsExactly("1", "1", "1", "2", "2", "2", "3");
            PluginHealth health = fixture.module.find("bad").orElseThrow().health();
            assertThat(health.errors()).isEqualTo(6);
            assertThat(health.lastError()).startsWith("listener goals");
            assertThat(fixture.module.find("ear").orElseThrow().health().errors()).isZero();
        }
    }

    @Test
    void hearsWhatAnotherPluginPublishesWithWhatItSaved() throws Exception {
        PluginSource mouth = plugin("mouth", "c.publishes(\"held\", 2).route(Route.get(\"/\", Access.everyone(), r -> Response.json(\"\")));")
                .start(
                        """
                        context.events().publish("held", "m1", Map.of("decisions", 3));
                        try {
                            context.database().write(h -> { log("undone"); context.events().publish("held", "m2", Map.of()); throw new IllegalStateException(); });
                        } catch (IllegalStateException e) { }
                        try { context.events().publish("other", "m3", Map.of()); } catch (IllegalArgumentException e) { log(e.getMessage()); }
                        """);
        PluginSource ear = plugin(
                "ear",
                """
                c.listener(new EventListener("held", "mouth", "held", 2, (event, services) -> log(event.source() + event.version() + event.entityId() + event.body())))
                 .listener(new EventListener("older", "mouth", "held", 1, (event, services) -> log("another version")));
                """);
        try (PluginFixture fixture = fixture(mouth, ear)) {
            fixture.enable("ear");
            fixture.enable("mouth");
            await(() -> !fixture.texts("p_ear_log").isEmpty());
            assertThat(fixture.texts("p_ear_log")).containsExactly("mouth2m1{\"decisions\":3}");
            assertThat(fixture.texts("p_mouth_log")).containsExactly("No event named other was declared");
        }
    }

    @Test
    void whatIsDeclaredWronglyIsRefusedInPlainWords() {
        assertRefused("c.listener(new EventListener(\"a\", \"core\", \"person\", 1, (e, s) -> {}));", "listens to person");
        assertRefused("c.listener(new EventListener(\"a\", \"core\", \"goal\", 2, (e, s) -> {}));", "in version 2");
        assertRefused("c.publishes(\"a\", 1).publishes(\"a\", 2);", "event a is there twice");
        assertRefused("c.publishes(\"a\", 0);", "must be at least 1");
        assertRefused("c.publishes(\"A b\", 1);", "The name “A b” cannot be used");
        assertRefused("c.shares(new SharedRecord(\"a\", 1, (k, w, s) -> null)).shares(new SharedRecord(\"a\", 1, (k, w, s) -> null));", "record a 1 is there twice");
        assertRefused("c.command(new Command(\"a\", run -> 0));", "The text command.a is missing");
        assertRefused("c.search((w, s) -> Set.of()).search((w, s) -> Set.of());", "only once");
    }

    private void assertRefused(String define, String why) {
        try (PluginFixture fixture = fixture(PluginSource.of("tiny").define(define))) {
            assertThat(fixture.why(fixture.enable("tiny"))).contains(why);
        }
    }
}
