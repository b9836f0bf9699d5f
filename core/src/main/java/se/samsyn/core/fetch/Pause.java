package se.samsyn.core.fetch;

import java.time.Duration;

/** Waits before the next try. */
@FunctionalInterface
public interface Pause {

    /** The real thing; a test does not want to wait. */
    Pause REAL = time -> Thread.sleep(time.toMillis());

    void wait(Duration time) throws InterruptedException;
}
