package se.samsyn.core.cli;

import se.samsyn.core.Samsyn;

/** A command that works on an open folder: in the server that serves it, or else in the command's own process. */
interface OperatorCommand {

    /**
     * @return the exit code: 0, or 1 when it failed in a way that it has told
     */
    int run(Samsyn samsyn, Console console) throws Exception;
}
