package se.samsyn.core.cli;

import io.javalin.util.JavalinBindException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import se.samsyn.core.Samsyn;
import se.samsyn.core.settings.DataFolder;
import se.samsyn.core.settings.Settings;
import se.samsyn.core.setup.DemoFiller;

/** Serves the folder until the process is asked to end. */
@Command(name = "serve", description = "Starts the server (what happens without a command, too).")
final class ServeCommand implements LocalCommand {

    private static final Logger LOG = LoggerFactory.getLogger(ServeCommand.class);

    @Mixin
    private ServeOptions options = new ServeOptions();

    private final DataFolder folder;
    private final DemoFiller demo;

    ServeCommand(DataFolder folder, DemoFiller demo) {
        this.folder = folder;
        this.demo = demo;
    }

    @Override
    public int run(Console console) throws Exception {
        return run(options, folder, demo, console);
    }

    static int run(ServeOptions options, DataFolder folder, DemoFiller demo, Console console) throws Exception {
        Settings settings = options.settings(folder.path(), console);
        refusePlainNetwork(settings);
        refuseDevelopmentOnNetwork(settings);
        folder.create();
        boolean writable = folder.writable();
        if (!writable) {
            LOG.warn("Nothing can be written in {}: what is there can be read, and nothing can be saved", folder.path());
        }
        try (Shutdown shutdown = new Shutdown();
                FileLock lock = writable ? lock(folder) : null;
                Samsyn samsyn = open(settings, demo, console)) {
            serve(samsyn);
            try (CommandListener listener = writable ? CommandListener.start(samsyn, folder) : null) {
                String address = address(settings, samsyn.port());
                boolean first = writable && samsyn.setup().needed();
                console.out().println(first
                        ? "Samsyn is ready to be set up on " + address + samsyn.setup().newAddress()
                        : "Samsyn is ready on " + address);
                shutdown.await();
                LOG.info("Stopping");
            }
        }
        return 0;
    }

    private static Samsyn open(Settings settings, DemoFiller demo, Console console) throws IOException {
        Clock clock = Clock.systemUTC();
        if (settings.demo() && Files.notExists(settings.databaseFile())) {
            console.out().println("Making the demo municipality ...");
            makeDemo(settings, demo, clock);
        }
        return Samsyn.open(settings, clock, demo);
    }

    /** Apart, and moved in when it is whole: a demo that was interrupted begins anew. */
    private static void makeDemo(Settings settings, DemoFiller demo, Clock clock) throws IOException {
        DataFolder unfinished = new DataFolder(settings.data().resolve("demo.unfinished"));
        unfinished.delete();
        unfinished.create();
        Settings elsewhere = settings.in(unfinished.path());
        demo.fill(elsewhere, clock);
        Files.move(elsewhere.databaseFile(), settings.databaseFile(), StandardCopyOption.ATOMIC_MOVE);
        unfinished.delete();
    }

    private static FileLock lock(DataFolder folder) throws IOException {
        return folder.lock()
                .orElseThrow(() -> new CommandFailure("Another Samsyn already works on " + folder.path() + "."));
    }

    private static void serve(Samsyn samsyn) {
        try {
            samsyn.serve();
        } catch (JavalinBindException e) {
            throw new CommandFailure("Cannot listen on " + samsyn.settings().host() + " port "
                    + samsyn.settings().port() + ": another program does, or it needs more rights.");
        }
    }

    /** Passwords do not cross a network in the clear. */
    private static void refusePlainNetwork(Settings settings) {
        if (!address(settings.host()).isLoopbackAddress() && !settings.secureCookies()) {
            throw new Misuse("Listening on " + settings.host()
                    + " takes --tls-cert and --tls-key, or --trusted-proxy when a proxy in front ends TLS.");
        }
    }

    /** Whoever reaches a plugin under development is shown its code. */
    private static void refuseDevelopmentOnNetwork(Settings settings) {
        boolean reached = !address(settings.host()).isLoopbackAddress() || settings.trustedProxy();
        if (!settings.developed().isEmpty() && reached) {
            throw new Misuse("--dev-plugin takes a --host of this machine alone, such as " + Settings.DEFAULT_HOST
                    + ", and no --trusted-proxy: errors show the plugin's code.");
        }
    }

    private static InetAddress address(String host) {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new Misuse("--host takes an address of this machine; there is none that is called " + host + ".");
        }
    }

    private static String address(Settings settings, int port) {
        boolean any = settings.host().equals("0.0.0.0") || settings.host().equals("::");
        boolean local = any || settings.host().equals(Settings.DEFAULT_HOST);
        return (settings.tls() == null ? "http" : "https") + "://" + (local ? "localhost" : settings.host()) + ":" + port;
    }
}
