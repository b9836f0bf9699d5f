package se.samsyn.core.database;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** One write transaction of one thread: the connection, and what is to happen once it is committed. */
public final class UnitOfWork {

    private final Connection connection;
    private final List<Runnable> afterCommit = new ArrayList<>();
    private final AtomicBoolean over = new AtomicBoolean();

    UnitOfWork(Connection connection) {
        this.connection = connection;
    }

    Connection connection() {
        return connection;
    }

    void afterCommit(Runnable action) {
        afterCommit.add(action);
    }

    List<Runnable> actionsAfterCommit() {
        return afterCommit;
    }

    /** Whether whoever asks is the first to end it: its own thread, or one that takes it back. */
    boolean end() {
        return over.compareAndSet(false, true);
    }
}
