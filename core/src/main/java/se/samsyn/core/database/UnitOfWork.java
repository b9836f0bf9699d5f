package se.samsyn.core.database;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;

/** One write transaction of one thread: the connection, and what is to happen once it is committed. */
final class UnitOfWork {

    private final Connection connection;
    private final List<Runnable> afterCommit = new ArrayList<>();

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
}
