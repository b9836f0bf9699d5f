package se.samsyn.core.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.samsyn.api.job.Schedule;
import se.samsyn.core.TestClock;
import se.samsyn.core.database.Database;

class JobsTest {

    private static final JobId ID = new JobId("test", "work");
    private static final Duration LONG = Duration.ofMinutes(10);

    @TempDir
    private Path folder;

    private final TestClock clock = new TestClock();
    private final AtomicInteger runs = new AtomicInteger();
    private Database database;
    private Jobs jobs;

    @BeforeEach
    void open() {
        database = Database.open(folder.resolve("samsyn.db"));
        jobs = new Jobs(database, clock);
    }

    @AfterEach
    void close() {
        jobs.close();
        database.close();
    }

    private static ScheduledJob job(Schedule schedule, ScheduledJob.Work work) {
        return new ScheduledJob(ID, schedule, LONG, work);
    }

    private ScheduledJob counting(Schedule schedule) {
        return job(schedule, run -> "run " + runs.incrementAndGet());
    }

    private JobStatus status() {
        return jobs.of("test").get(0);
    }

    private int count(String rows) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select count(*) from " + rows).mapTo(Integer.class).one());
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(until);
            Thread.sleep(10);
        }
    }

    /** The server stops and starts again on the same folder. */
    private void restart(ScheduledJob... known) {
        jobs.close();
        jobs = new Jobs(database, clock);
        jobs.register(List.of(known));
        jobs.start();
    }

    @Test
    void runsDailyAtItsTimeInSwedenAlsoOverTheChangeToWinterTime() throws Exception {
        clock.set(Instant.parse("2026-10-24T00:00:00Z"));
        jobs.register(List.of(counting(Schedule.daily(LocalTime.of(3, 30)))));
        jobs.start();

        assertThat(status().next()).isEqualTo("2026-10-24T01:30:00Z");
        clock.set(Instant.parse("2026-10-24T01:30:00Z"));
        jobs.runBy(ID, clock.instant());
        await(() -> status().last() != null);

        assertThat(runs).hasValue(1);
        assertThat(status().last().told()).isEqualTo("run 1");
        assertThat(status().last().outcome()).isEqualTo(JobOutcome.DONE);
        await(() -> status().next() != null);
        assertThat(status().next()).isEqualTo("2026-10-25T02:30:00Z");
    }

    @Test
    void runsAgainAfterAPauseFromTheEndOfTheLastRun() throws Exception {
        Schedule schedule = Schedule.every(Duration.ofMinutes(5));
        jobs.register(List.of(job(schedule, run -> {
            clock.forward(Duration.ofMinutes(2));
            return "run " + runs.incrementAndGet();
        })));
        Instant begun = clock.instant();
        jobs.start();

        await(() -> status().last() != null && status().next() != null);

        assertThat(status().last().ended()).isEqualTo(begun.plus(Duration.ofMinutes(2)));
        assertThat(status().next()).isEqualTo(begun.plus(Duration.ofMinutes(7)));
    }

    @Test
    void neverOverlapsAndIsRunByHandOnce() throws Exception {
        Semaphore go = new Semaphore(0);
        jobs.register(List.of(job(Schedule.byHand(), run -> {
            run.progress("3 of 7");
            go.acquire();
            return "run " + runs.incrementAndGet();
        })));
        jobs.start();
        assertThat(status().next()).isNull();

        assertThat(jobs.runNow(ID)).isTrue();
        await(() -> status().running() != null && !status().running().progress().isEmpty());
        assertThat(status().running().progress()).isEqualTo("3 of 7");
        assertThat(jobs.runNow(ID)).isFalse();
        go.release(5);
        await(() -> status().running() == null);

        assertThat(runs).hasValue(1);
        assertThat(status().next()).isNull();
        assertThat(jobs.runNow(new JobId("test", "other"))).isFalse();
    }

    @Test
    void tellsWhyARunFailed() throws Exception {
        jobs.register(List.of(job(Schedule.byHand(), run -> {
            throw new IllegalStateException("The HR system does not answer");
        })));
        jobs.start();
        jobs.runNow(ID);
        await(() -> status().last() != null);

        assertThat(status().last().outcome()).isEqualTo(JobOutcome.FAILED);
        assertThat(status().last().told()).isEqualTo("The HR system does not answer");
    }

    @Test
    void interruptsWhatIsCancelledAndWhatTakesTooLong() throws Exception {
        ScheduledJob.Work sleeping = run -> {
            Thread.sleep(60_000);
            return "";
        };
        JobId hasty = new JobId("test", "hasty");
        jobs.register(List.of(
                job(Schedule.byHand(), sleeping),
                new ScheduledJob(hasty, Schedule.byHand(), Duration.ofMillis(100), sleeping)));
        jobs.start();
        jobs.runNow(ID);
        jobs.runNow(hasty);
        await(() -> jobs.cancel(ID));
        await(() -> jobs.of("test").stream().allMatch(one -> one.last() != null));

        assertThat(jobs.of("test")).extracting(one -> one.id().name() + " " + one.last().outcome())
                .containsExactly("hasty TIMED_OUT", "work CANCELLED");
        assertThat(jobs.cancel(ID)).isFalse();
    }

    @Test
    void aRunThatIsTurnedOffIsWaitedForAndOneThatIgnoresItIsNamed() throws Exception {
        AtomicBoolean end = new AtomicBoolean();
        CountDownLatch inside = new CountDownLatch(1);
        Jobs.Registration registration = jobs.register(List.of(job(Schedule.byHand(), run -> {
            inside.countDown();
            while (!end.get()) {
                Thread.onSpinWait();
            }
            return "too late";
        })));
        jobs.start();
        jobs.runNow(ID);
        inside.await();

        List<String> stuck = registration.close(Duration.ofMillis(100));

        assertThat(stuck).singleElement().asString().contains("work").contains("JobsTest");
        assertThat(jobs.of("test")).isEmpty();
        jobs.register(List.of(counting(Schedule.byHand())));
        assertThat(jobs.runNow(ID)).isTrue();
        await(() -> status().last() != null);
        assertThat(status().last().told()).isEqualTo("run 1");
        end.set(true);
        await(() -> count("job_run where told = 'too late'") == 1);
        assertThat(count("job"))
                .isZero();
    }

    @Test
    void whatTakesThePlaceOfAJobThatDoesNotEndIsRunAllTheSame() throws Exception {
        AtomicBoolean end = new AtomicBoolean();
        CountDownLatch inside = new CountDownLatch(1);
        Jobs.Registration old = jobs.register(List.of(job(Schedule.every(Duration.ofMinutes(1)), run -> {
            inside.countDown();
            while (!end.get()) {
                Thread.onSpinWait();
            }
            return "too late";
        })));
        jobs.start();
        inside.await();
        jobs.register(List.of(counting(Schedule.every(Duration.ofMinutes(1)))));

        assertThat(old.close(Duration.ofMillis(100))).hasSize(1);

        await(() -> status().last() != null && status().last().told().equals("run 1"));
        end.set(true);
    }

    @Test
    void whatIsTurnedOffIsNotDueAndWhatIsReplacedGoesOn() {
        Jobs.Registration old = jobs.register(List.of(counting(Schedule.daily(LocalTime.of(3, 30)))));
        jobs.start();
        jobs.register(List.of(counting(Schedule.daily(LocalTime.of(4, 30)))));
        old.close(Duration.ZERO);
        assertThat(status().next()).isEqualTo("2026-10-13T02:30:00Z");

        jobs.register(List.of(counting(Schedule.byHand()))).close(Duration.ZERO);

        assertThat(count("job"))
                .isZero();
    }

    @Test
    void whatWasMissedWhileTheServerWasDownIsRunAtTheStart() throws Exception {
        ScheduledJob nightly = counting(Schedule.daily(LocalTime.of(3, 30)));
        jobs.register(List.of(nightly));
        jobs.start();
        jobs.close();
        clock.forward(Duration.ofDays(3));

        restart(nightly);
        await(() -> status().last() != null && status().next() != null);

        assertThat(runs).hasValue(1);
        assertThat(status().next()).isAfter(clock.instant());
    }

    @Test
    void aRunThatAFallCutOffIsToldAndWaitsForItsNextTime() throws Exception {
        ScheduledJob nightly = counting(Schedule.daily(LocalTime.of(3, 30)));
        jobs.register(List.of(nightly));
        jobs.start();
        database.write(() -> database.jdbi().useHandle(h -> {
            h.execute("update job set picked = true, picked_by = 'samsyn', execution_time = '2026-10-12T01:30:00.000Z'");
            h.execute("insert into job_run (owner, name, started) values ('test', 'work', '2026-10-12T01:30:00.000Z')");
        }));

        restart(nightly);

        assertThat(status().last().outcome()).isEqualTo(JobOutcome.CUT_OFF);
        assertThat(status().next()).isEqualTo("2026-10-13T01:30:00Z");
        assertThat(runs).hasValue(0);
    }

    @Test
    void whatIsWantedWithinAUnitOfWorkHoldsWhenThatIsSaved() throws Exception {
        jobs.register(List.of(counting(Schedule.byHand())));
        jobs.start();
        assertThatThrownBy(() -> database.write(() -> {
                    jobs.runBy(ID, clock.instant());
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
        assertThat(status().next()).isNull();

        database.write(() -> jobs.runBy(ID, clock.instant()));
        await(() -> runs.get() == 1);
    }

    @Test
    void whatIsWantedWhileARunGoesOnIsFollowedByOneMore() throws Exception {
        Semaphore go = new Semaphore(0);
        jobs.register(List.of(job(Schedule.byHand(), run -> {
            runs.incrementAndGet();
            go.acquire();
            return "";
        })));
        jobs.start();
        jobs.runNow(ID);
        await(() -> runs.get() == 1);
        database.write(() -> jobs.runBy(ID, clock.instant()));
        go.release(2);
        await(() -> runs.get() == 2);
    }

    @Test
    void nothingRunsBeforeItStarts() {
        jobs.register(List.of(counting(Schedule.every(Duration.ofMinutes(1)))));

        assertThat(jobs.runNow(ID)).isFalse();
        assertThat(jobs.started()).isFalse();
        assertThat(status().next()).isNull();
    }

    @Test
    void keepsOnlyTheLatestRuns() throws Exception {
        jobs.register(List.of(counting(Schedule.byHand())));
        jobs.start();
        for (int i = 1; i <= 25; i++) {
            int wanted = i;
            await(() -> jobs.runNow(ID) || runs.get() >= wanted);
            await(() -> runs.get() >= wanted && status().running() == null);
        }
        assertThat(count("job_run"))
                .isBetween(20, 21);
    }

    @Test
    void anyNumberOfRunsThatIgnoreTheirCancellationIsInNobodysWay() throws Exception {
        int many = 160;
        CountDownLatch inside = new CountDownLatch(many);
        AtomicBoolean end = new AtomicBoolean();
        List<ScheduledJob> deaf = IntStream.range(0, many)
                .mapToObj(i -> new ScheduledJob(new JobId("deaf", "work" + i), Schedule.byHand(), LONG, run -> {
                    inside.countDown();
                    while (!end.get()) {
                        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
                        Thread.interrupted();
                    }
                    return "too late";
                }))
                .toList();
        jobs.register(deaf);
        jobs.register(List.of(counting(Schedule.byHand())));
        jobs.start();
        deaf.forEach(job -> jobs.runNow(job.id()));
        inside.await();
        deaf.forEach(job -> jobs.cancel(job.id()));

        jobs.runNow(ID);
        await(() -> status().last() != null);
        assertThat(jobs.of("deaf")).hasSize(many).allMatch(one -> one.running() != null && one.running().ending());
        assertThat(jobs.runNow(deaf.get(0).id())).as("never twice at once").isFalse();
        end.set(true);
        await(() -> jobs.of("deaf").stream().allMatch(one -> one.last() != null));
    }
}
