package se.samsyn.core.web;

import io.javalin.config.JettyConfig;
import java.time.Duration;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.ForwardedRequestCustomizer;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.server.handler.EagerContentHandler;
import org.eclipse.jetty.server.handler.EagerContentHandler.RetainedContentLoaderFactory;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.server.handler.MinimumDataRateHandler;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import se.samsyn.core.settings.Settings;

/** Where and how the server listens: plain or with TLS, alone or behind a proxy; and how it stops. */
final class Listener {

    /** How long requests in flight may take once the server is asked to stop. */
    private static final Duration DRAIN = Duration.ofSeconds(10);

    /** As much of a request comes in before a thread takes it on, so that the slow ones hold none. */
    private static final long EAGER = 64 * 1024;

    /** Bytes a second that what comes after that must at least average; a poor phone sends many times as many. */
    private static final long SLOWEST = 500;

    private Listener() {}

    static void configure(JettyConfig jetty, Settings settings) {
        jetty.modifyServer(server -> {
            server.setStopTimeout(DRAIN.toMillis());
            server.insertHandler(new MinimumDataRateHandler(SLOWEST, 0));
            server.insertHandler(new EagerContentHandler(new RetainedContentLoaderFactory(EAGER, 0, false)));
            server.insertHandler(new GracefulHandler());
        });
        if (settings.trustedProxy()) {
            jetty.modifyHttpConfiguration(http -> http.addCustomizer(new ForwardedRequestCustomizer()));
        }
        jetty.addConnector((server, http) -> connector(server, http, settings));
    }

    private static ServerConnector connector(Server server, HttpConfiguration http, Settings settings) {
        Settings.Tls tls = settings.tls();
        ServerConnector connector =
                tls == null ? new ServerConnector(server, new HttpConnectionFactory(http)) : secure(server, http, tls);
        connector.setHost(settings.host());
        connector.setPort(settings.port());
        return connector;
    }

    private static ServerConnector secure(Server server, HttpConfiguration http, Settings.Tls tls) {
        SecureRequestCustomizer customizer = new SecureRequestCustomizer();
        // A certificate's names are the browser's to check.
        customizer.setSniHostCheck(false);
        customizer.setStsMaxAge(Duration.ofDays(365).toSeconds());
        http.addCustomizer(customizer);
        SslContextFactory.Server context = new SslContextFactory.Server();
        context.setKeyStore(PemKeyStore.load(tls.certificate(), tls.key()));
        context.setKeyStorePassword(PemKeyStore.PASSWORD);
        return new ServerConnector(
                server,
                new SslConnectionFactory(context, HttpVersion.HTTP_1_1.asString()),
                new HttpConnectionFactory(http));
    }
}
