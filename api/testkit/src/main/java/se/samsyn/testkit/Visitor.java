package se.samsyn.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A browser without a screen: keeps cookies, sends along the form token that it saw last, and follows redirects only when
 * asked. For one thread.
 *
 * @since 0.9.0
 */
public final class Visitor {

    private static final Pattern TOKEN = Pattern.compile("name=\"(?:_csrf|csrf)\" (?:value|content)=\"([^\"]*)\"");
    private static final String BOUNDARY = "samsyn-testkit-boundary";
    private static final int MOST_REDIRECTS = 10;

    private final String url;
    private final HttpClient http = HttpClient.newBuilder()
            .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
            .build();
    private String token = "";
    private @Nullable String bearer;

    private Visitor(String url) {
        this.url = url;
    }

    static Visitor at(String url) {
        return new Visitor(url);
    }

    /** An answer, whatever its status. */
    public record Answer(int status, String body, HttpHeaders headers) {

        /** Where a redirect leads: a path within Samsyn; empty when it is none. */
        public String location() {
            return headers.firstValue("Location").orElse("");
        }
    }

    Visitor signIn(String username) {
        get("/login");
        Answer answer = follow(post("/login/demo", Map.of("username", username)));
        if (answer.status() != 200) {
            throw new AssertionError("Nobody in the demo municipality is called " + username + ":\n" + answer.body());
        }
        return this;
    }

    Visitor bearer(String secret) {
        bearer = secret;
        return this;
    }

    /**
     * Asks for a page.
     *
     * @param path within Samsyn, with a slash first
     * @param headers names and values in turn
     */
    public Answer get(String path, String... headers) {
        HttpRequest.Builder request = request(path).GET();
        set(request, headers);
        return send(request);
    }

    /** Goes where a redirect leads, to the page at the end; an answer that is no redirect is given as it is. */
    public Answer follow(Answer answer) {
        Answer last = answer;
        for (int i = 0; i < MOST_REDIRECTS && last.status() / 100 == 3; i++) {
            last = get(last.location());
        }
        return last;
    }

    /** Sends a form; a field whose value is a list is sent once for each. */
    public Answer post(String path, Map<String, ?> form) {
        String fields = form.entrySet().stream()
                .flatMap(field -> values(field.getValue()).map(value -> encode(field.getKey()) + "=" + encode(value)))
                .collect(Collectors.joining("&"));
        return send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(fields + "&_csrf=" + encode(token))));
    }

    /** Sends a form with a file. */
    public Answer upload(String path, Map<String, String> form, String field, String fileName, byte[] content) {
        List<byte[]> parts = new ArrayList<>();
        form.forEach((name, value) -> parts.add(part(name, value)));
        parts.add(part("_csrf", token));
        parts.add(("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + field + "\"; filename=\"" + fileName
                        + "\"\r\nContent-Type: application/octet-stream\r\n\r\n")
                .getBytes(UTF_8));
        parts.add(content);
        parts.add(("\r\n--" + BOUNDARY + "--\r\n").getBytes(UTF_8));
        return send(request(path)
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(BodyPublishers.ofByteArrays(parts)));
    }

    /**
     * Sends JSON, as a script does.
     *
     * @param headers names and values in turn
     */
    public Answer json(String method, String path, String body, String... headers) {
        HttpRequest.Builder request = request(path)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body));
        set(request, headers);
        return send(request);
    }

    private static void set(HttpRequest.Builder request, String... headers) {
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path)).header("Accept-Language", "sv");
        return bearer == null ? request : request.header("Authorization", "Bearer " + bearer);
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
            Matcher seen = TOKEN.matcher(response.body());
            if (seen.find()) {
                token = seen.group(1);
            }
            return new Answer(response.statusCode(), response.body(), response.headers());
        } catch (IOException e) {
            throw new AssertionError("No answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted", e);
        }
    }

    private static Stream<String> values(Object value) {
        return value instanceof List<?> list ? list.stream().map(String::valueOf) : Stream.of(String.valueOf(value));
    }

    private static byte[] part(String name, String value) {
        return ("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n")
                .getBytes(UTF_8);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}
