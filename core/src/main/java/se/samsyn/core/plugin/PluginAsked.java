package se.samsyn.core.plugin;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a plugin answered when core asked it while it made a page of its own.
 *
 * @param answer null when there is none, or the plugin is gone
 * @param missing whether the plugin is here and could not answer: it failed, is slow or has too much to do
 */
record PluginAsked<T>(@Nullable T answer, boolean missing) {

    private static final Logger LOG = LoggerFactory.getLogger(PluginAsked.class);

    /** One that hangs already is not asked: it would take this thread as well. */
    static <T> PluginAsked<T> ask(PluginScope scope, String what, Duration limit, Callable<@Nullable T> work) {
        PluginGateway gateway = scope.gateway();
        PluginGateway.Entry entry = gateway.overdue().isEmpty() ? gateway.enter() : PluginGateway.Entry.BUSY;
        if (entry != PluginGateway.Entry.ADMITTED) {
            return new PluginAsked<>(null, entry == PluginGateway.Entry.BUSY);
        }
        try {
            return new PluginAsked<>(gateway.call(what, limit, work), false);
        } catch (RuntimeException e) {
            LOG.error("The plugin {} could not answer with its {}", scope.id(), what, e);
            return new PluginAsked<>(null, true);
        } finally {
            gateway.leave();
        }
    }
}
