package se.samsyn.api.job;

import java.time.Duration;
import java.util.Objects;
import java.util.Set;

/**
 * Work that core runs by itself, and that an administrator can start by hand from the modules page. Two runs of a job
 * never overlap, and a run may begin half a minute late. One that was missed while the server was down is run at its next
 * start; none are run under {@code --safe-mode}. Its name to people is the message {@code job.<name>}.
 *
 * <pre>{@code
 * .job(Job.named("import", Schedule.daily(LocalTime.of(3, 30)), run -> parts.nightly().run(run))
 *         .acting("import.run"))
 * }</pre>
 *
 * <p>A test of it, which starts it by hand:
 *
 * <pre>{@code
 * Path file = Files.writeString(payroll.resolve("lon.csv"), HEADING + "Teknikgymnasiet Lindvik;2026-08;4,1\n");
 * …
 * assertThat(head.get(PAGE).body()).contains("lon.csv", "Teknikgymnasiet Lindvik", "4,1");
 * }</pre>
 *
 * @param name unique within the plugin; lower-case letters, digits and hyphens
 * @param schedule when it runs by itself
 * @param timeOut how long a run may take before it is interrupted; more than nothing, at most a day
 * @param permissions the permissions, core's or the plugin's own, that a run acts with on every own unit
 * @param work what it does
 * @since 0.9.0
 */
public record Job(String name, Schedule schedule, Duration timeOut, Set<String> permissions, JobWork work) {

    private static final Duration LONGEST = Duration.ofDays(1);
    private static final Duration USUAL = Duration.ofMinutes(10);

    public Job {
        Objects.requireNonNull(name);
        Objects.requireNonNull(schedule);
        Objects.requireNonNull(work);
        if (timeOut.isNegative() || timeOut.isZero() || timeOut.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("A job gets more than nothing and at most a day: " + timeOut);
        }
        permissions = Set.copyOf(permissions);
    }

    /** A job that may take ten minutes and acts with no permission. */
    public static Job named(String name, Schedule schedule, JobWork work) {
        return new Job(name, schedule, USUAL, Set.of(), work);
    }

    /** The same job, with these permissions and no others. */
    public Job acting(String... newPermissions) {
        return new Job(name, schedule, timeOut, Set.of(newPermissions), work);
    }

    /** The same job, interrupted after this time. */
    public Job within(Duration newTimeOut) {
        return new Job(name, schedule, newTimeOut, permissions, work);
    }
}
