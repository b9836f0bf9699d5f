package se.samsyn.core.cli;

import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import se.samsyn.core.settings.FetchSettings;

/** Where published statistics are fetched from, each also in the environment or in samsyn.properties. */
final class FetchOptions {

    private static final int LARGEST_PORT = 65_535;
    private static final Pattern PROXY = Pattern.compile("(?<host>[A-Za-z0-9.-]+):(?<port>[0-9]{1,5})");
    private static final Pattern ADDRESS = Pattern.compile("https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?(/[A-Za-z0-9._~-]+)*");

    @Option(names = "--kolada-address", paramLabel = "URL", defaultValue = FetchSettings.KOLADA,
            description = "Where Kolada's figures are fetched. Default: ${DEFAULT-VALUE}")
    private String kolada = FetchSettings.KOLADA;

    @Option(names = "--skolverket-address", paramLabel = "URL", defaultValue = FetchSettings.SKOLVERKET,
            description = "Where Skolverket's figures are fetched. Default: ${DEFAULT-VALUE}")
    private String skolverket = FetchSettings.SKOLVERKET;

    @Option(names = "--outbound-proxy", paramLabel = "HOST:PORT",
            description = "The proxy that what is fetched is fetched through, if it cannot be fetched straight")
    private @Nullable String proxy;

    FetchSettings settings() {
        return new FetchSettings(address("--kolada-address", kolada), address("--skolverket-address", skolverket), proxy());
    }

    private static URI address(String option, String text) {
        String address = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
        if (!ADDRESS.matcher(address).matches()) {
            throw new Misuse(option + " takes an address as https://api.kolada.se/v3, and not " + text + ".");
        }
        return URI.create(address);
    }

    private FetchSettings.@Nullable Proxy proxy() {
        if (proxy == null) {
            return null;
        }
        Matcher matcher = PROXY.matcher(proxy);
        int port = matcher.matches() ? Integer.parseInt(matcher.group("port")) : 0;
        if (port < 1 || port > LARGEST_PORT) {
            throw new Misuse("--outbound-proxy takes a host and a port as proxy.kommun.se:8080, and not " + proxy + ".");
        }
        return new FetchSettings.Proxy(matcher.group("host"), port);
    }
}
