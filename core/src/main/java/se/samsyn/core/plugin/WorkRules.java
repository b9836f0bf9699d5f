package se.samsyn.core.plugin;

import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import se.samsyn.api.command.Command;
import se.samsyn.api.event.EventListener;
import se.samsyn.api.job.Job;
import se.samsyn.api.shared.SharedRecord;
import se.samsyn.core.event.EventLog;
import se.samsyn.core.plugin.jar.PluginRefused;

/** Validates what a plugin does besides its pages: jobs, listeners, events, records, commands, search. */
final class WorkRules {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]*");

    private final PluginDefinition definition;
    private final DefinitionRules rules;
    private final Set<String> seen = new HashSet<>();

    WorkRules(PluginDefinition definition, DefinitionRules rules) {
        this.definition = definition;
        this.rules = rules;
    }

    /**
     * @throws PluginRefused at the first thing that is wrong
     */
    void check() {
        for (Job job : definition.jobs()) {
            requireName(job.name());
            requireOnce("job " + job.name());
            rules.requireMessage("job." + job.name());
            job.permissions().forEach(rules::requirePermission);
        }
        for (PluginDefinition.EventType event : definition.events()) {
            requireName(event.name());
            requireOnce("event " + event.name());
            requireVersion("event " + event.name(), event.version());
        }
        definition.listeners().forEach(this::check);
        for (SharedRecord record : definition.shared()) {
            requireName(record.name());
            requireOnce("record " + record.name() + " " + record.version());
            requireVersion("record " + record.name(), record.version());
        }
        for (Command command : definition.commands()) {
            requireName(command.name());
            requireOnce("command " + command.name());
            rules.requireMessage("command." + command.name());
        }
        if (definition.searches().size() > 1) {
            throw new PluginRefused("search.twice");
        }
    }

    private void check(EventListener listener) {
        requireName(listener.name());
        requireOnce("listener " + listener.name());
        requireName(listener.source());
        requireName(listener.event());
        boolean ofCore = listener.source().equals(EventLog.CORE);
        boolean known = EventLog.CORE_EVENTS.contains(listener.event()) && listener.version() == EventLog.CORE_VERSION;
        if (ofCore && !known) {
            throw new PluginRefused(
                    "listener.core",
                    listener.name(),
                    listener.event(),
                    listener.version(),
                    String.join(", ", new TreeSet<>(EventLog.CORE_EVENTS)),
                    EventLog.CORE_VERSION);
        }
        requireVersion("listener " + listener.name(), listener.version());
    }

    private static void requireName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new PluginRefused("word", name);
        }
    }

    private void requireOnce(String what) {
        if (!seen.add(what)) {
            throw new PluginRefused("twice", what);
        }
    }

    private static void requireVersion(String what, int version) {
        if (version < 1) {
            throw new PluginRefused("formversion", what);
        }
    }
}
