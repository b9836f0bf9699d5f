package se.samsyn.core.plugin;

import java.util.List;
import org.jspecify.annotations.Nullable;
import se.samsyn.core.plugin.jar.PluginManifest;
import se.samsyn.core.plugin.jar.PluginProblem;
import se.samsyn.core.plugin.jar.Provenance;
import se.samsyn.core.plugin.jar.ToldContributions;

/**
 * A plugin as the modules page, the wizard, the command line and {@code /health} show it.
 *
 * @param wanted what the municipality wants of it
 * @param problem why it is not in use though it is wanted, or why it cannot be; null when nothing is wrong
 * @param adds what it adds while it is active, nothing while it is not
 * @param tables the tables that it has made in the database, also while it is off
 * @param restartNeeded whether an earlier run of it still holds memory that only a restart frees
 * @param neededBy the active plugins that do not work without it
 * @param listening how many people have one of its pages open that listens to what happens there
 * @param stuck calls of an earlier run that have not returned, each with where it is
 */
public record PluginInfo(
        PluginManifest manifest,
        Provenance provenance,
        String sha256,
        DesiredState wanted,
        PluginState state,
        @Nullable PluginProblem problem,
        ToldContributions adds,
        List<String> tables,
        PluginHealth health,
        boolean restartNeeded,
        List<PluginManifest> neededBy,
        int listening,
        List<String> stuck) {

    public String id() {
        return manifest.id();
    }
}
