package se.samsyn.core.settings;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How this server runs, from flags, environment and {@code samsyn.properties}.
 *
 * @param data the one folder that holds everything
 * @param host the address to listen on
 * @param port the port to listen on; 0 takes a free one
 * @param demo whether the demo municipality is made when the folder is empty
 * @param safeMode whether plugins stay off
 * @param tls the certificate and key to serve by; null for plain HTTP
 * @param trustedProxy whether a proxy in front ends TLS, and says in forwarding headers who calls
 * @param metricsFrom who may read the metrics
 * @param accessLog whether each request is logged
 * @param pluginUpload whether an administrator may bring in plugins through the pages; a plugin is code
 * @param publicAddress how people reach the server, such as {@code https://samsyn.kommun.se}, for links in what is sent and
 *     printed; null when nobody has said so
 * @param mail how e-mail is sent
 * @param developed the folders of classes of the plugins that are being written
 * @param pluginsChecked whether each statement of every plugin is read before it is run, as in a test
 * @param fetch where published statistics are fetched from
 */
public record Settings(
        Path data,
        String host,
        int port,
        boolean demo,
        boolean safeMode,
        @Nullable Tls tls,
        boolean trustedProxy,
        MetricsFrom metricsFrom,
        boolean accessLog,
        boolean pluginUpload,
        @Nullable String publicAddress,
        MailSettings mail,
        List<Path> developed,
        boolean pluginsChecked,
        FetchSettings fetch) {

    public static final String DEFAULT_HOST = "127.0.0.1";
    public static final int DEFAULT_PORT = 8080;

    /** A certificate chain and its private key, both as PEM files. */
    public record Tls(Path certificate, Path key) {}

    /** Who may read the metrics. */
    public enum MetricsFrom {
        /** Programs on this machine. */
        LOOPBACK,
        /** Anyone who reaches the server. */
        ANYWHERE
    }

    /** For a server that fetches from the sources themselves. */
    public Settings(
            Path data,
            String host,
            int port,
            boolean demo,
            boolean safeMode,
            @Nullable Tls tls,
            boolean trustedProxy,
            MetricsFrom metricsFrom,
            boolean accessLog,
            boolean pluginUpload,
            @Nullable String publicAddress,
            MailSettings mail,
            List<Path> developed,
            boolean pluginsChecked) {
        this(
                data, host, port, demo, safeMode, tls, trustedProxy, metricsFrom, accessLog, pluginUpload, publicAddress,
                mail, developed, pluginsChecked, FetchSettings.PUBLISHED);
    }

    /** For a server on which no plugin is being written. */
    public Settings(
            Path data,
            String host,
            int port,
            boolean demo,
            boolean safeMode,
            @Nullable Tls tls,
            boolean trustedProxy,
            MetricsFrom metricsFrom,
            boolean accessLog,
            boolean pluginUpload,
            @Nullable String publicAddress,
            MailSettings mail) {
        this(
                data, host, port, demo, safeMode, tls, trustedProxy, metricsFrom, accessLog, pluginUpload, publicAddress,
                mail, List.of(), false);
    }

    /** Everything as it is unless someone says otherwise. */
    public static Settings of(Path data) {
        return new Settings(
                data, DEFAULT_HOST, DEFAULT_PORT, false, false, null, false, MetricsFrom.LOOPBACK, false, false, null,
                MailSettings.NONE);
    }

    /** The same for another folder. */
    public Settings in(Path folder) {
        return new Settings(
                folder, host, port, demo, safeMode, tls, trustedProxy, metricsFrom, accessLog, pluginUpload, publicAddress,
                mail, developed, pluginsChecked, fetch);
    }

    /** The same, fetching from there. */
    public Settings fetching(FetchSettings from) {
        return new Settings(
                data, host, port, demo, safeMode, tls, trustedProxy, metricsFrom, accessLog, pluginUpload, publicAddress,
                mail, developed, pluginsChecked, from);
    }

    public Path databaseFile() {
        return data.resolve("samsyn.db");
    }

    /** The address that links lead to, without a slash at the end. */
    public String address() {
        return publicAddress != null
                ? publicAddress
                : (tls == null ? "http" : "https") + "://" + (host.equals(DEFAULT_HOST) ? "localhost" : host) + ":" + port;
    }

    /** Whether browsers reach the server over TLS. */
    public boolean secureCookies() {
        return tls != null || trustedProxy;
    }
}
