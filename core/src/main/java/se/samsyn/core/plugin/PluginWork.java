package se.samsyn.core.plugin;

import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import se.samsyn.api.event.EventListener;
import se.samsyn.api.job.Job;
import se.samsyn.api.service.Services;
import se.samsyn.api.web.InputException;
import se.samsyn.core.access.AccessDenied;
import se.samsyn.core.access.CorePermissions;
import se.samsyn.core.database.StorageException;
import se.samsyn.core.event.Listener;
import se.samsyn.core.event.Listening;
import se.samsyn.core.job.JobId;
import se.samsyn.core.job.Jobs;
import se.samsyn.core.job.RunningJob;
import se.samsyn.core.job.ScheduledJob;

/** What a plugin does without being asked while it is active: its jobs, and its hearing of events. */
final class PluginWork {

    private static final Logger LOG = LoggerFactory.getLogger(PluginWork.class);

    /** What a listener may: read what those read who read all. */
    private static final Set<String> READING = Set.of(CorePermissions.PLAN_READ);

    private final PluginScope scope;
    private final PluginDefinition definition;
    private final PluginHost host;
    private Jobs.@Nullable Registration jobs;
    private @Nullable Listening listening;

    PluginWork(ActivePlugin plugin, PluginHost host) {
        this.scope = plugin.scope();
        this.definition = plugin.definition();
        this.host = host;
    }

    /** Whose jobs and listeners a plugin's are, and what the history says of what they change. */
    static String owner(String pluginId) {
        return "plugin:" + pluginId;
    }

    void begin() {
        if (host.database().readOnly()) {
            return;
        }
        try {
            jobs = host.jobs().register(definition.jobs().stream().map(this::job).toList());
            if (!definition.listeners().isEmpty()) {
                listening = Listening.begin(
                        host.events(),
                        owner(scope.id()),
                        definition.listeners().stream().map(this::listener).toList());
            }
        } catch (RuntimeException e) {
            LOG.error("The jobs and listeners of {} could not begin", scope.id(), e);
        }
    }

    private ScheduledJob job(Job job) {
        JobId id = new JobId(owner(scope.id()), job.name());
        Set<String> permissions = job.permissions().stream().map(scope::permission).collect(Collectors.toSet());
        return new ScheduledJob(id, job.schedule(), job.timeOut(), run -> run(job, permissions, run));
    }

    private String run(Job job, Set<String> permissions, RunningJob run) throws Exception {
        PluginJobRun seen = new PluginJobRun(run, services(permissions, run::rejected), host.language().get(), scope.messages());
        try {
            return scope.gateway().call("job " + job.name(), job.timeOut(), run::timedOut, counted(() -> ended(job, seen, run)));
        } catch (PluginFailure e) {
            throw e.getCause() instanceof Exception cause ? cause : new IllegalStateException(e.getCause());
        }
    }

    /** One that somebody asked to end has not failed. */
    private static String ended(Job job, PluginJobRun seen, RunningJob run) throws Exception {
        try {
            return job.work().run(seen);
        } catch (InterruptedException e) {
            if (run.cancelled() && !run.timedOut()) {
                return "";
            }
            throw e;
        }
    }

    private Listener listener(EventListener listener) {
        Services services = services(READING, row -> {});
        return new Listener(
                owner(scope.id()),
                listener.name(),
                listener.source(),
                listener.event(),
                listener.version(),
                event -> scope.gateway().call("listener " + listener.name(), counted(() -> {
                    listener.reaction().hear(event, services);
                    return true;
                })));
    }

    private Services services(Set<String> permissions, Consumer<String> rejected) {
        String origin = owner(scope.id());
        return scope.services(host.access().acting(origin, permissions, host.language().get()), rejected);
    }

    /** What core answers a request with is a failure where there is no one to answer. */
    private static <T> Callable<T> counted(Callable<T> work) {
        return () -> {
            try {
                return work.call();
            } catch (InputException | AccessDenied | StorageException e) {
                throw new IllegalStateException(e.getMessage(), e);
            }
        };
    }

    /** Hears no more, so that a newer version can, one event at a time. */
    void hearNoMore(PluginLimits limits) {
        Listening hearing = listening;
        if (hearing != null) {
            hearing.close(limits.drain());
        }
    }

    /** Ends what goes on, and lets nothing more begin; false when something does not end. */
    boolean end(PluginLimits limits) {
        Jobs.Registration registration = jobs;
        boolean jobsEnded = registration == null || registration.close(limits.afterInterrupt()).isEmpty();
        Listening hearing = listening;
        boolean heard = hearing == null || hearing.close(limits.drain());
        return jobsEnded && heard;
    }
}
