package se.samsyn.core.plugin.service;

import java.util.function.Consumer;
import se.samsyn.api.service.Services;
import se.samsyn.core.access.CurrentUser;

/** Where plugins have core's data from. */
@FunctionalInterface
public interface ServiceSource {

    /**
     * The services of a plugin for one user.
     *
     * @param rejected hears of each row of a file that is not taken in, and why
     */
    Services of(CurrentUser user, String plugin, Consumer<String> rejected);
}
