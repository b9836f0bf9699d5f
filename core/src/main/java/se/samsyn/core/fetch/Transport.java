package se.samsyn.core.fetch;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import se.samsyn.core.fetch.FetchFailure.Reason;
import se.samsyn.core.settings.FetchSettings;
import se.samsyn.core.settings.Version;
import tools.jackson.core.JacksonException;

/**
 * Fetches over HTTP, one thing at a time: tries again what may pass, with growing pauses or as long as it is told to wait,
 * and leaves the server that it was sent to for no other.
 */
final class Transport {

    static final int ATTEMPTS = 5;
    static final long LARGEST = 32L << 20;

    private static final Logger LOG = LoggerFactory.getLogger(Transport.class);
    private static final Duration CONNECTING = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);
    private static final int MOST_REDIRECTS = 3;

    private final HttpClient http;
    private final URI base;
    private final Duration longest;
    private final Pause pause;
    private final Clock clock;
    private int requests;

    /**
     * @param base what lies there is fetched, and nothing else
     */
    Transport(URI base, FetchSettings.@Nullable Proxy proxy, Pause pause, Clock clock) {
        this(base, proxy, LONGEST, pause, clock);
    }

    /**
     * @param longest how long an answer may take, to its last byte
     */
    Transport(URI base, FetchSettings.@Nullable Proxy proxy, Duration longest, Pause pause, Clock clock) {
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECTING);
        if (proxy != null) {
            builder.proxy(ProxySelector.of(InetSocketAddress.createUnresolved(proxy.host(), proxy.port())));
        }
        this.http = builder.build();
        this.base = base;
        this.longest = longest;
        this.pause = pause;
        this.clock = clock;
    }

    /** Reads what was fetched; what cannot be read was perhaps cut off on the way. */
    @FunctionalInterface
    interface Reading<T> {
        T read(Path file) throws IOException, FetchFailure;
    }

    /** How many requests have been made, those that were made again too. */
    int requests() {
        return requests;
    }

    /**
     * @param address at the base address
     */
    <T> T get(URI address, String accept, Path into, Reading<T> reading) throws FetchFailure, InterruptedException {
        URI at = within(address);
        FetchFailure last = new FetchFailure(Reason.UNREACHABLE, host());
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            Duration wait = Duration.ofSeconds(1L << (attempt - 1));
            try {
                HttpResponse<Path> answer = followed(at, accept, into);
                if (answer.statusCode() == 200) {
                    return reading.read(into);
                }
                last = refusal(answer);
                wait = answer.headers().firstValue("Retry-After").flatMap(this::told).orElse(wait);
            } catch (LimitedFile.TooLarge e) {
                throw new FetchFailure(Reason.TOO_LARGE, host(), String.valueOf(LARGEST >> 20));
            } catch (JacksonException e) {
                last = new FetchFailure(Reason.GARBLED, host());
            } catch (IOException e) {
                LOG.debug("No answer from {}", at, e);
                last = new FetchFailure(Reason.UNREACHABLE, host());
            }
            LOG.info("Attempt {} at {} failed: {}", attempt, at, last.getMessage());
            if (attempt < ATTEMPTS) {
                pause.wait(wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait);
            }
        }
        throw last;
    }

    private HttpResponse<Path> followed(URI address, String accept, Path into)
            throws IOException, FetchFailure, InterruptedException {
        URI at = address;
        for (int i = 0; i <= MOST_REDIRECTS; i++) {
            HttpResponse<Path> answer = send(at, accept, into);
            if (answer.statusCode() / 100 != 3) {
                return answer;
            }
            at = within(at.resolve(location(answer)));
        }
        throw new FetchFailure(Reason.ELSEWHERE, host(), at.toString());
    }

    private URI location(HttpResponse<Path> answer) throws FetchFailure {
        String location = answer.headers().firstValue("Location").orElse("");
        return address(location);
    }

    /**
     * An address that the server has named.
     *
     * @throws FetchFailure when it is none, or on another server
     */
    URI address(String text) throws FetchFailure {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            throw new FetchFailure(Reason.ELSEWHERE, host(), text);
        }
    }

    /** The address by the base address's own scheme and port, so that nobody is led from TLS to the clear. */
    private URI within(URI address) throws FetchFailure {
        String path = address.getRawPath() == null ? "" : address.normalize().getRawPath();
        boolean here = base.getHost().equalsIgnoreCase(address.getHost())
                && (path.equals(base.getRawPath()) || path.startsWith(base.getRawPath() + "/"))
                && (address.getPort() < 0 || address.getPort() == base.getPort());
        if (!here) {
            throw new FetchFailure(Reason.ELSEWHERE, host(), address.toString());
        }
        String query = address.getRawQuery() == null ? "" : "?" + address.getRawQuery();
        return URI.create(base.getScheme() + "://" + base.getRawAuthority() + path + query);
    }

    private HttpResponse<Path> send(URI address, String accept, Path into)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("User-Agent", "Samsyn/" + Version.current())
                .header("Accept", accept)
                .timeout(longest)
                .build();
        requests++;
        CompletableFuture<HttpResponse<Path>> answer = http.sendAsync(request, LimitedFile.handler(into, LARGEST));
        try {
            return answer.get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
        } catch (TimeoutException e) {
            throw new IOException("No whole answer in time", e);
        } finally {
            answer.cancel(true);
        }
    }

    /**
     * @throws FetchFailure when it is of no use to try again
     */
    private FetchFailure refusal(HttpResponse<Path> answer) throws FetchFailure {
        int status = answer.statusCode();
        String code = String.valueOf(status);
        if (status == 429) {
            return new FetchFailure(Reason.BUSY, host());
        }
        if (status / 100 == 5) {
            return new FetchFailure(Reason.FAULTY, host(), code);
        }
        Reason reason = switch (status) {
            case 404 -> Reason.NOT_FOUND;
            case 407 -> Reason.PROXY;
            case 410 -> Reason.CLOSED;
            default -> Reason.REFUSED;
        };
        throw new FetchFailure(reason, host(), code);
    }

    private String host() {
        return base.getHost();
    }

    /** How long {@code Retry-After} says: in seconds, or until a time. */
    private Optional<Duration> told(String text) {
        if (text.matches("[0-9]{1,6}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
        }
        try {
            ZonedDateTime until = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME);
            Duration wait = Duration.between(clock.instant(), until.toInstant());
            return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
