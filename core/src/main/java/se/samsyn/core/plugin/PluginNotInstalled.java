package se.samsyn.core.plugin;

import se.samsyn.core.plugin.jar.PluginProblem;

/**
 * A jar could not be taken into use. What it would have replaced goes on working; what its migrations changed before it
 * failed stays changed.
 */
public final class PluginNotInstalled extends RuntimeException {

    private static final long serialVersionUID = 1;
    private final transient PluginProblem problem;

    PluginNotInstalled(PluginProblem problem, RuntimeException cause) {
        super(problem.toString(), cause);
        this.problem = problem;
    }

    public PluginProblem problem() {
        return problem;
    }
}
