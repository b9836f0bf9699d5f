package se.samsyn.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.samsyn.core.job.JobId;
import se.samsyn.core.job.JobOutcome;
import se.samsyn.core.job.JobStatus;
import se.samsyn.core.plugin.jar.ToldContributions;

class PluginJobTest {

    private static final JobId WORK = new JobId("plugin:tiny", "work");

    @TempDir
    Path data;

    private PluginSource tiny(String job) {
        return PluginSource.of("tiny")
                .define("c.migrations(\"db\").messages(\"messages\").job(" + job + ");")
                .messages("job.work=Räkna <b>elever</b>\ndone={0} klara\n")
                .migration("V1__log.sql", "create table p_tiny_log (id ${key}, text text not null);")
                .members(
                        """
                        private void log(String text) {
                            context.database().write(h -> h.execute("insert into p_tiny_log (text) values (?)", text));
                        }
                        """);
    }

    private PluginFixture fixture(PluginSource... sources) {
        for (PluginSource source : sources) {
            source.writeTo(data.resolve("plugins"));
        }
        PluginFixture fixture = new PluginFixture(data, false);
        fixture.jobs.start();
        return fixture;
    }

    static void await(BooleanSupplier condition) throws InterruptedException {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(15);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(until);
            Thread.sleep(10);
        }
    }

    private static JobStatus status(PluginFixture fixture) {
        return fixture.jobs.of("plugin:tiny").get(0);
    }

    private static JobStatus.Ended ran(PluginFixture fixture) throws InterruptedException {
        assertThat(fixture.jobs.runNow(WORK)).isTrue();
        await(() -> status(fixture).last() != null && status(fixture).running() == null);
        return status(fixture).last();
    }

    @Test
    void speaksTheMunicipalitysLanguageAndSaysWhatItDid() throws Exception {
        PluginSource source = tiny("null");
        try (PluginFixture fixture = fixture(source.define(
                """
                c.migrations("db").messages("messages").permission(Permission.named("own"))
                 .job(Job.named("work", Schedule.byHand(), run -> {
                    log(run.locale().getLanguage());
                    return run.text("done", 7);
                 }).acting("plan.read", "own"));
                """)
                .messages("job.work=Räkna\ndone={0} klara\npermission.own=Eget\n"))) {
            assertThat(fixture.enable("tiny").state()).isEqualTo(PluginState.ACTIVE);
            JobStatus.Ended ended = ran(fixture);

            assertThat(ended.outcome()).isEqualTo(JobOutcome.DONE);
            assertThat(ended.told()).isEqualTo("7 klara");
            assertThat(fixture.texts("p_tiny_log")).containsExactly("sv");
            assertThat(fixture.module.find("tiny").orElseThrow().adds().parts())
                    .containsExactly(new ToldContributions.Part("jobs", java.util.List.of("work")));
        }
    }

    @Test
    void aFailureIsToldAndCounted() throws Exception {
        try (PluginFixture fixture = fixture(tiny(
                "Job.named(\"work\", Schedule.byHand(), run -> { throw new StackOverflowError(\"too deep\"); })"))) {
            fixture.enable("tiny");
            JobStatus.Ended ended = ran(fixture);

            assertThat(ended.outcome()).isEqualTo(JobOutcome.FAILED);
            assertThat(ended.told()).contains("too deep");
            PluginHealth health = fixture.module.find("tiny").orElseThrow().health();
            assertThat(health.errors()).isEqualTo(1);
            assertThat(health.lastError()).startsWith("job work");
        }
    }

    @Test
    void mayTakeLongerThanARequestAndNotLongerThanItSays() throws Exception {
        try (PluginFixture fixture = fixture(tiny(
                """
                Job.named("work", Schedule.byHand(), run -> { Thread.sleep(900); log("slept"); Thread.sleep(60000); return ""; })
                    .within(Duration.ofMillis(1500))
                """))) {
            fixture.enable("tiny");

            assertThat(ran(fixture).outcome()).isEqualTo(JobOutcome.TIMED_OUT);
            assertThat(fixture.texts("p_tiny_log")).containsExactly("slept");
            PluginHealth health = fixture.module.find("tiny").orElseThrow().health();
            assertThat(health.errors()).isEqualTo(1);
            assertThat(health.lastError()).startsWith("job work: java.lang.InterruptedException");
        }
    }

    @Test
    void isToldOfThoughItEndsWellWhenItTookTooLong() throws Exception {
        try (PluginFixture fixture = fixture(tiny(
                """
                Job.named("work", Schedule.byHand(), run -> {
                    try { Thread.sleep(60000); } catch (InterruptedException e) { log("asked"); }
                    return "";
                }).within(Duration.ofMillis(200))
                """))) {
            fixture.enable("tiny");

            assertThat(ran(fixture).outcome()).isEqualTo(JobOutcome.TIMED_OUT);
            PluginHealth health = fixture.module.find("tiny").orElseThrow().health();
            assertThat(health.calls()).isEqualTo(1);
            assertThat(health.errors()).isEqualTo(1);
            assertThat(health.lastError()).isEqualTo("job work: interrupted, since it took too long");
        }
    }

    @Test
    void isCancelledAndWaitedForWhenThePluginIsTurnedOff() throws Exception {
        PluginSource source = tiny(
                """
                Job.named("work", Schedule.byHand(), run -> {
                    log("begun");
                    try { Thread.sleep(60000); } catch (InterruptedException e) { log("ended " + run.cancelled()); }
                    return "";
                })
                """)
                .stop("log(\"stopped\");");
        try (PluginFixture fixture = fixture(source)) {
            fixture.enable("tiny");
            fixture.jobs.runNow(WORK);
            await(() -> !fixture.texts("p_tiny_log").isEmpty());

            assertThat(fixture.disable("tiny").state()).isEqualTo(PluginState.OFF);

            assertThat(fixture.texts("p_tiny_log")).containsExactly("begun", "ended true", "stopped");
            assertThat(fixture.jobs.of("plugin:tiny")).isEmpty();
            assertThat(fixture.jobs.runNow(WORK)).isFalse();
            assertThat(fixture.module.find("tiny").orElseThrow().stuck()).isEmpty();
        }
    }

    @Test
    void oneThatIgnoresBeingInterruptedIsNamedWithWhereItIs() throws Exception {
        PluginSource source = tiny("Job.named(\"work\", Schedule.byHand(), run -> { log(\"begun\"); return spin(); })")
                .members(
                        """
                        private static volatile boolean end;
                        private String spin() { long until = System.nanoTime() + 8_000_000_000L; while (System.nanoTime() < until) Thread.onSpinWait(); return ""; }
                        private void log(String text) {
                            context.database().write(h -> h.execute("insert into p_tiny_log (text) values (?)", text));
                        }
                        """);
        try (PluginFixture fixture = fixture(source)) {
            fixture.enable("tiny");
            fixture.jobs.runNow(WORK);
            await(() -> !fixture.texts("p_tiny_log").isEmpty());
            fixture.disable("tiny");

            assertThat(fixture.module.find("tiny").orElseThrow().stuck()).singleElement().asString().contains("tiny.Entry.spin");
            assertThat(fixture.enable("tiny").state()).isEqualTo(PluginState.ACTIVE);
            assertThat(fixture.jobs.runNow(WORK)).as("the job is free again").isTrue();
        }
    }

    @Test
    void runsAgainByItself() throws Exception {
        try (PluginFixture fixture = fixture(tiny(
                "Job.named(\"work\", Schedule.every(Duration.ofMinutes(1)), run -> { log(\"ran\"); return \"\"; })"))) {
            fixture.enable("tiny");
            await(() -> !fixture.texts("p_tiny_log").isEmpty() && status(fixture).next() != null);

            assertThat(Duration.between(status(fixture).last().ended(), status(fixture).next()))
                    .isBetween(Duration.ofSeconds(58), Duration.ofSeconds(62));
        }
    }

    @Test
    void nothingRunsInSafeMode() {
        tiny("Job.named(\"work\", Schedule.byHand(), run -> \"\")").writeTo(data.resolve("plugins"));
        try (PluginFixture fixture = new PluginFixture(data, true)) {
            fixture.enable("tiny");
            assertThat(fixture.jobs.runNow(WORK)).isFalse();
        }
    }

    @Test
    void whatIsDeclaredWronglyIsRefusedInPlainWords() {
        String job = "Job.named(\"%s\", Schedule.byHand(), run -> \"\")";
        assertRefused(job.formatted("Work") + ")", "The name “Work” cannot be used");
        assertRefused(job.formatted("other") + ")", "The text job.other is missing");
        assertRefused(job.formatted("work") + ".acting(\"plan.raed\"))", "plan.raed");
        assertRefused(job.formatted("work") + ").job(" + job.formatted("work") + ")", "job work is there twice");
        assertRefused("Job.named(\"work\", Schedule.every(Duration.ofSeconds(5)), run -> \"\"))", "A minute to 366 days");
        assertRefused("Job.named(\"work\", Schedule.every(Duration.ofSeconds(Long.MAX_VALUE)), run -> \"\"))", "A minute to 366 days");
        assertRefused(job.formatted("work") + ".within(Duration.ofSeconds(Long.MAX_VALUE)))", "at most a day");
    }

    private void assertRefused(String jobs, String why) {
        PluginSource.of("tiny")
                .define("c.messages(\"messages\").job(" + jobs + ";")
                .messages("job.work=Arbete\n")
                .writeTo(data.resolve("plugins"));
        try (PluginFixture fixture = new PluginFixture(data, false)) {
            PluginInfo info = fixture.enable("tiny");
            assertThat(info.state()).isEqualTo(PluginState.FAILED);
            assertThat(fixture.why(info)).contains(why);
        }
    }
}
