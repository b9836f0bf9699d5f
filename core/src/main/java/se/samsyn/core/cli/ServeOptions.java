package se.samsyn.core.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import se.samsyn.core.settings.Settings;
import se.samsyn.core.settings.Settings.MetricsFrom;

/** The settings of a server. Each can also stand in the environment or in samsyn.properties. */
final class ServeOptions {

    private static final int LARGEST_PORT = 65_535;
    private static final Pattern ADDRESS = Pattern.compile("https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?");

    @Option(names = "--port", paramLabel = "N", defaultValue = "8080",
            description = "The port to listen on; 0 takes a free one. Default: ${DEFAULT-VALUE}")
    private int port;

    @Option(names = "--host", paramLabel = "H", defaultValue = Settings.DEFAULT_HOST,
            description = "The address to listen on; 0.0.0.0 is every one. Default: ${DEFAULT-VALUE}")
    private String host = Settings.DEFAULT_HOST;

    @Option(names = "--demo", arity = "0..1", fallbackValue = "true", defaultValue = "false", paramLabel = "true|false",
            description = "Fills an empty data folder with the demo municipality")
    private boolean demo;

    @Option(names = "--safe-mode", arity = "0..1", fallbackValue = "true", defaultValue = "false",
            paramLabel = "true|false", description = "Starts without plugins")
    private boolean safeMode;

    @Option(names = "--tls-cert", paramLabel = "FILE",
            description = "Serves HTTPS with this certificate chain (PEM); goes with --tls-key")
    private @Nullable Path tlsCert;

    @Option(names = "--tls-key", paramLabel = "FILE", description = "The certificate's private key (PEM, PKCS #8)")
    private @Nullable Path tlsKey;

    @Option(names = "--trusted-proxy", arity = "0..1", fallbackValue = "true", defaultValue = "false",
            paramLabel = "true|false",
            description = "A proxy in front ends TLS and sets the X-Forwarded headers, which are then believed")
    private boolean trustedProxy;

    @Option(names = "--metrics-from", paramLabel = "WHERE", defaultValue = "loopback",
            description = "Who may read /metrics: loopback or anywhere. Default: ${DEFAULT-VALUE}")
    private MetricsFrom metricsFrom = MetricsFrom.LOOPBACK;

    @Option(names = "--access-log", arity = "0..1", fallbackValue = "true", defaultValue = "false",
            paramLabel = "true|false", description = "Logs each request: method, path, status and time")
    private boolean accessLog;

    @Option(names = "--plugin-upload", arity = "0..1", fallbackValue = "true", defaultValue = "false",
            paramLabel = "true|false",
            description = "Lets administrators bring in plugins through the pages; a plugin is code that runs as Samsyn")
    private boolean pluginUpload;

    @Option(names = "--public-address", paramLabel = "URL",
            description = "How people reach the server, as https://samsyn.kommun.se; links in e-mail and files lead there")
    private @Nullable String publicAddress;

    @Mixin
    private MailOptions mail = new MailOptions();

    @Mixin
    private FetchOptions fetch = new FetchOptions();

    @Option(names = "--dev-plugin", paramLabel = "DIR",
            description = "Runs the plugin whose classes lie in this folder, such as target/classes, and takes each"
                    + " change into use; may be given several times. On this machine alone")
    private List<Path> devPlugins = List.of();

    @Option(names = "--check-plugins", arity = "0..1", fallbackValue = "true", defaultValue = "false",
            paramLabel = "true|false",
            description = "Reads each statement of plugins before it is run, and refuses what touches tables of others or"
                    + " runs on one kind of database alone; for tests")
    private boolean checkPlugins;

    Settings settings(Path data, Console console) {
        if (port < 0 || port > LARGEST_PORT) {
            throw new Misuse("--port takes a number from 0 to " + LARGEST_PORT + ", and not " + port + ".");
        }
        return new Settings(
                data, host, port, demo, safeMode, tls(console), trustedProxy, metricsFrom, accessLog,
                pluginUpload, publicAddress(), mail.settings(), devPlugins.stream().map(console::resolve).toList(),
                checkPlugins, fetch.settings());
    }

    private @Nullable String publicAddress() {
        if (publicAddress == null) {
            return null;
        }
        String address = publicAddress.endsWith("/") ? publicAddress.substring(0, publicAddress.length() - 1) : publicAddress;
        if (!ADDRESS.matcher(address).matches()) {
            throw new Misuse("--public-address takes an address as https://samsyn.kommun.se, and not " + publicAddress + ".");
        }
        return address;
    }

    private Settings.@Nullable Tls tls(Console console) {
        if ((tlsCert == null) != (tlsKey == null)) {
            throw new Misuse("--tls-cert and --tls-key go together.");
        }
        return tlsCert == null || tlsKey == null
                ? null
                : new Settings.Tls(console.resolve(tlsCert), console.resolve(tlsKey));
    }
}
