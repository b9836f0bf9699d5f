package se.samsyn.core.cli;

/** A command that always runs in its own process, since the folder need not be one that can be opened. */
interface LocalCommand {

    /**
     * @return the exit code
     */
    int run(Console console) throws Exception;
}
