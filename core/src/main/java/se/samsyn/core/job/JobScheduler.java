package se.samsyn.core.job;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.jdbc.SqliteJdbcCustomization;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import se.samsyn.core.database.Database;
import se.samsyn.core.database.Times;

/** db-scheduler with one task, on the one writer: each job is an instance of it. */
final class JobScheduler implements AutoCloseable {

    /** Looking costs a query on a table of a few rows, and touches no disk. */
    private static final Duration LOOK = Duration.ofSeconds(30);

    private static final Duration HEARTBEAT = Duration.ofMinutes(1);
    private static final Duration AFTER_FAULT = Duration.ofMinutes(5);
    private static final Duration LAST_WAIT = Duration.ofSeconds(1);

    /** How many are looked for at a time. Each runs on a thread of its own, so that one that never ends is in nobody's way. */
    private static final int AT_ONCE = 50;

    private final Scheduler scheduler;

    JobScheduler(Database database, Clock clock, Function<JobId, CompletionHandler<Void>> work) {
        CustomTask<Void> task = Tasks.custom(JobRepository.TASK, Void.class)
                .onFailure(new FailureHandler.OnFailureRetryLater<>(AFTER_FAULT))
                .onDeadExecutionRevive()
                .execute((instance, context) -> work.apply(JobId.ofInstance(instance.getId())));
        this.scheduler = Scheduler.create(database.lentWriter(), task)
                .tableName("job")
                .schedulerName(new SchedulerName.Fixed("samsyn"))
                .jdbcCustomization(new TimesAsText())
                .commitWhenAutocommitDisabled(true)
                .clock(clock::instant)
                .pollingInterval(LOOK)
                .heartbeatInterval(HEARTBEAT)
                .threads(AT_ONCE)
                .executorService(pool())
                .shutdownMaxWait(LAST_WAIT)
                .build();
    }

    private static ExecutorService pool() {
        AtomicLong number = new AtomicLong();
        ThreadFactory threads = task -> {
            Thread thread = new Thread(task, "job-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
        return Executors.newCachedThreadPool(threads);
    }

    void start() {
        scheduler.start();
    }

    /** Looks at once for what is due. */
    void look() {
        scheduler.triggerCheckForDueExecutions();
    }

    @Override
    public void close() {
        scheduler.stop();
    }

    /** Times as core writes them. */
    private static final class TimesAsText extends SqliteJdbcCustomization {

        @Override
        public void setInstant(PreparedStatement statement, int index, @Nullable Instant value) throws SQLException {
            statement.setString(index, value == null ? null : Times.text(value));
        }

        @Override
        public @Nullable Instant getInstant(ResultSet row, String column) throws SQLException {
            String text = row.getString(column);
            return text == null ? null : Instant.parse(text);
        }

        /** The column is for the schedule, which is ours alone. */
        @Override
        public byte @Nullable [] getTaskData(ResultSet row, String column) {
            return null;
        }
    }
}
