package se.samsyn.core.database;

import org.jdbi.v3.core.Jdbi;

/** A way to read over connections of its own, so that whoever uses them up keeps nobody else waiting. */
public final class SeparateReaders implements AutoCloseable {

    private final Readers readers;
    private final Jdbi jdbi;

    SeparateReaders(Readers readers, Jdbi jdbi) {
        this.readers = readers;
        this.jdbi = jdbi;
    }

    /** Takes part in the thread's unit of work while there is one, as all do. */
    public Jdbi jdbi() {
        return jdbi;
    }

    /** Closes also what is in use. */
    @Override
    public void close() {
        readers.close();
    }
}
