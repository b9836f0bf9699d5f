package se.samsyn.core.cli;

/** A command could not do what it was asked; the message is one sentence for the operator. */
final class CommandFailure extends RuntimeException {

    private static final long serialVersionUID = 1;

    CommandFailure(String message) {
        super(message);
    }
}
