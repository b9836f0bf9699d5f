package se.samsyn.core.plugin;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.CharacterCodingException;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import se.samsyn.api.SamsynPlugin;
import se.samsyn.api.access.Permission;
import se.samsyn.core.plugin.development.DevelopedFolder;
import se.samsyn.core.plugin.jar.PluginJar;
import se.samsyn.core.plugin.jar.PluginProblem;
import se.samsyn.core.plugin.jar.PluginProblem.Stage;
import se.samsyn.core.plugin.jar.PluginRefused;
import se.samsyn.core.plugin.jar.ToldContributions;
import se.samsyn.core.web.LiveChannel;
import se.samsyn.core.web.Messages;
import se.samsyn.core.web.Templates;

/** One enabling of one plugin: its class loader and all that was made with it, from loading to closing. */
final class PluginRun {

    private static final Logger LOG = LoggerFactory.getLogger(PluginRun.class);

    private final PluginJar jar;
    private final PluginHost host;
    private final PluginLimits limits;
    private final PluginWatchdog watchdog;
    private final PluginClasses classes;
    private final PluginCallbacks callbacks;
    private final PluginGateway gateway;
    private final LiveChannel live;
    private Stage stage = Stage.LOAD;
    private @Nullable SamsynPlugin plugin;
    private @Nullable PluginTables tables;
    private @Nullable PluginWork work;
    private boolean startBegun;

    PluginRun(PluginJar jar, PluginHost host, PluginLimits limits, PluginWatchdog watchdog) {
        this.jar = jar;
        this.host = host;
        this.limits = limits;
        this.watchdog = watchdog;
        this.classes = new PluginClasses(jar, PluginRun.class.getClassLoader());
        String id = jar.manifest().id();
        this.callbacks = new PluginCallbacks(id, classes, limits.callback());
        this.gateway = new PluginGateway(id, classes, limits, watchdog, host.clock());
        this.live = host.live().channel();
    }

    /** The step that is under way, or that failed. */
    Stage stage() {
        return stage;
    }

    PluginClasses classes() {
        return classes;
    }

    /**
     * Takes every step up to publishing.
     *
     * @throws PluginRefused when one fails; {@link #end} undoes those before it
     */
    ActivePlugin begin(Map<String, String> settingValues) {
        jar.requireUnchanged();
        SamsynPlugin made = load();
        plugin = made;
        stage = Stage.DEFINE;
        PluginDefinition definition = define(made);
        stage = Stage.VALIDATE;
        Messages messages = messages(definition);
        DefinitionRules.check(definition, messages);
        requireTold(definition);
        PluginJson json = new PluginJson();
        PluginScope scope = new PluginScope(
                jar.manifest().id(),
                definition.permissions().stream().map(Permission::name).collect(Collectors.toSet()),
                messages,
                templates(messages),
                json,
                gateway,
                live,
                host.services());
        PluginSettings settings = new PluginSettings(definition.settings(), settingValues);
        ActivePlugin active = ActivePlugin.of(jar.manifest(), definition, scope, settings, host);
        stage = Stage.MIGRATE;
        if (definition.migrations() != null) {
            new PluginMigrations(host.database(), watchdog, limits.migration()).migrate(jar, definition.migrations());
        }
        stage = Stage.START;
        startBegun = true;
        PluginTables own = new PluginTables(jar.manifest().id(), classes, host.database(), watchdog, limits);
        if (host.checked() || DevelopedFolder.of(jar).isPresent()) {
            own.watchStatements(jar.manifest());
        }
        tables = own;
        String id = jar.manifest().id();
        PluginEvents events = new PluginEvents(id, definition.events(), json, host.events());
        PluginSearch search = new PluginSearch(scope, definition, host.search());
        PluginContextOf context =
                new PluginContextOf(id, own, settings, host.clock(), json, events, live, search, host.documents());
        callbacks.call("start", () -> {
            made.start(context);
            return true;
        });
        host.indicators().make(jar.manifest().id(), definition, messages, host.language().get());
        return active;
    }

    /** Begins what it does without being asked, once it is published. */
    void goToWork(ActivePlugin active) {
        PluginWork begun = new PluginWork(active, host);
        work = begun;
        begun.begin();
    }

    /** Ends its hearing of events before a newer version begins to hear them. */
    void hearNoMore() {
        PluginWork going = work;
        if (going != null) {
            going.hearNoMore(limits);
        }
    }

    private SamsynPlugin load() {
        String name = jar.manifest().entryClass();
        return callbacks.call("load", () -> {
            Class<?> type = classes.loadClass(name);
            if (!SamsynPlugin.class.isAssignableFrom(type)) {
                throw new PluginRefused("entry", name);
            }
            return construct(type);
        });
    }

    private static SamsynPlugin construct(Class<?> type) throws Exception {
        try {
            return (SamsynPlugin) type.getConstructor().newInstance();
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw (Exception) e.getCause();
        }
    }

    private PluginDefinition define(SamsynPlugin made) {
        return callbacks.call("define", () -> {
            PluginDefinition.Collector collector = new PluginDefinition.Collector();
            made.define(collector);
            return collector.definition();
        });
    }

    /** While a plugin is written, its build does not come in between. */
    private void requireTold(PluginDefinition definition) {
        if (DevelopedFolder.of(jar).isEmpty()) {
            ToldContributions.in(jar.file()).ifPresent(told -> told.requireTold(definition.told().lines()));
        }
    }

    private Templates templates(Messages messages) {
        return DevelopedFolder.of(jar)
                .map(folder -> Templates.beingWritten(folder.resources(), classes, messages, host.assets()))
                .orElseGet(() -> Templates.ofPlugin(classes, messages, host.assets()));
    }

    private Messages messages(PluginDefinition definition) {
        if (definition.messages() == null) {
            return host.messages();
        }
        try {
            return Messages.ofPlugin(jar.manifest().id(), classes, definition.messages(), host.messages());
        } catch (IllegalArgumentException e) {
            boolean encoding = e.getCause() instanceof CharacterCodingException;
            throw new PluginRefused(encoding ? "message.encoding" : "message.bundle", e, definition.messages());
        }
    }

    /**
     * Lets requests finish, stops the plugin, ends its threads and closes all that is its own; what goes wrong on the way
     * is told, not thrown.
     *
     * @return what went wrong in stopping, or null
     */
    @Nullable PluginProblem end() {
        live.close();
        gateway.close();
        endWork();
        PluginProblem problem = stop();
        PluginThreads.end(classes, watchdog.inCall(), limits.afterInterrupt());
        plugin = null;
        if (tables != null) {
            tables.close();
        }
        try {
            PluginDrivers.deregister(classes);
            classes.close();
        } catch (IOException | LinkageError e) {
            LOG.warn("The jar of the plugin {} could not be closed", jar.manifest().id(), e);
        }
        return problem;
    }

    private void endWork() {
        PluginWork going = work;
        if (going != null && !going.end(limits)) {
            // Now whoever looks is told where it is.
            watchdog.interrupt(classes);
        }
    }

    private @Nullable PluginProblem stop() {
        SamsynPlugin started = plugin;
        if (!startBegun || started == null) {
            return null;
        }
        try {
            callbacks.call("stop", () -> {
                started.stop();
                return true;
            });
            return null;
        } catch (PluginRefused e) {
            LOG.warn("The plugin {} did not stop as it should", jar.manifest().id(), e);
            return PluginProblem.of(Stage.STOP, e);
        }
    }
}
