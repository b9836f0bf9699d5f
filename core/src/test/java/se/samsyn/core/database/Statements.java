package se.samsyn.core.database;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;

/** How many statements some work takes, apart from what Samsyn does beside it: hearing of events, indexing, jobs. */
public final class Statements {

    private static final List<String> BESIDE = List.of("events-", "search-", "work-start", "job-");

    private Statements() {}

    public static int of(Database database, Runnable work) {
        AtomicInteger count = new AtomicInteger();
        database.jdbi().setSqlLogger(new SqlLogger() {
            @Override
            public void logAfterExecution(StatementContext context) {
                String thread = Thread.currentThread().getName();
                if (BESIDE.stream().noneMatch(thread::startsWith)) {
                    count.incrementAndGet();
                }
            }
        });
        try {
            work.run();
        } finally {
            database.jdbi().setSqlLogger(SqlLogger.NOP_SQL_LOGGER);
        }
        return count.get();
    }
}
