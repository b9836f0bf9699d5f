package se.samsyn.core.plugin;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.job.Schedule;
import se.samsyn.core.job.JobOutcome;
import se.samsyn.core.job.JobStatus;
import se.samsyn.core.job.Jobs;
import se.samsyn.core.web.Messages;

/** The jobs of one owner, in words. */
record JobViews(Jobs jobs, Messages messages, Locale locale) {

    /** What the jobs of one owner are called, and how what a run of one has told is put. */
    interface Words {

        String label(String job);

        default String told(String job, String told) {
            return told;
        }
    }


    /**
     * The card.
     *
     * @param busy whether any runs or is about to, so that the page looks again by itself
     */
    public record Card(String owner, List<Row> rows, boolean busy, boolean started) {}

    /**
     * One job.
     *
     * @param next when it is due; null when it is not
     * @param runningSince null when it does not run
     * @param stack where it is, when it does not end though it has been asked to
     */
    public record Row(
            String name,
            String label,
            String schedule,
            @Nullable Instant next,
            boolean starting,
            @Nullable Instant runningSince,
            boolean ending,
            String progress,
            List<String> stack,
            @Nullable Last last) {}

    /**
     * How its latest run went.
     *
     * @param told what it says that it did; what was thrown, when it failed
     * @param rejected the first rows of files that were not taken in, each with why
     */
    public record Last(
            Instant at, long seconds, String outcome, String color, String told, List<String> rejected) {}

    Card card(String owner, Words words) {
        List<Row> rows = jobs.of(owner).stream().map(status -> row(status, words)).toList();
        return new Card(owner, rows, rows.stream().anyMatch(row -> row.starting() || row.runningSince() != null), jobs.started());
    }

    private Row row(JobStatus status, Words words) {
        JobStatus.Running running = status.running();
        return new Row(
                status.id().name(),
                words.label(status.id().name()),
                words(status.schedule()),
                status.starting() ? null : status.next(),
                status.starting(),
                running == null ? null : running.started(),
                running != null && running.ending(),
                running == null ? "" : running.progress(),
                running == null ? List.of() : running.stack(),
                status.last() == null ? null : last(status.last(), words.told(status.id().name(), status.last().told())));
    }

    private Last last(JobStatus.Ended ended, String told) {
        return new Last(
                ended.started(),
                Duration.between(ended.started(), ended.ended()).toSeconds(),
                text("plugin.jobs.outcome." + ended.outcome()),
                color(ended.outcome()),
                told,
                ended.rejected());
    }

    private static String color(JobOutcome outcome) {
        return switch (outcome) {
            case DONE -> "success";
            case FAILED, TIMED_OUT -> "danger";
            case CANCELLED -> "neutral";
            case CUT_OFF -> "warning";
        };
    }

    private String words(Schedule schedule) {
        if (schedule instanceof Schedule.Daily daily) {
            String separator = locale.getLanguage().equals("en") ? ":" : ".";
            return text("plugin.jobs.daily", "%02d%s%02d".formatted(daily.at().getHour(), separator, daily.at().getMinute()));
        }
        return schedule instanceof Schedule.Every every
                ? text("plugin.jobs.every", words(every.pause()))
                : text("plugin.jobs.byhand");
    }

    private String words(Duration pause) {
        if (pause.toDays() > 0 && pause.toHours() % 24 == 0) {
            return text("plugin.jobs.days", pause.toDays());
        }
        return pause.toHours() > 0 && pause.toMinutes() % 60 == 0
                ? text("plugin.jobs.hours", pause.toHours())
                : text("plugin.jobs.minutes", pause.toMinutes());
    }

    private String text(String key, Object... arguments) {
        return messages.text(locale, key, arguments);
    }
}
