package se.samsyn.core.fetch;

import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * How far it has come, for those who look.
 *
 * @param stop whether someone wants it to end
 * @param tell takes how far it is, in words
 */
record Progress(BooleanSupplier stop, Consumer<Step> tell) {

    /**
     * How far it is.
     *
     * @param what the message {@code fetch.step.<what>} says what is being fetched
     */
    record Step(String what, int number, int of) {}

    /**
     * @throws InterruptedException when someone wants it to end
     */
    void at(String what, int number, int of) throws InterruptedException {
        if (stop.getAsBoolean()) {
            throw new InterruptedException();
        }
        tell.accept(new Step(what, number, of));
    }
}
