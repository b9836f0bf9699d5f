package se.samsyn.core.cli;

/** The command line asks for something that does not go together; the message is one sentence. */
final class Misuse extends RuntimeException {

    private static final long serialVersionUID = 1;

    Misuse(String message) {
        super(message);
    }
}
