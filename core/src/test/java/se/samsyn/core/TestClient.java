package se.samsyn.core;

import java.io.IOException;
import java.io.InputStream;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import se.samsyn.core.database.Json;
import tools.jackson.databind.JsonNode;

/** A browser in a test: keeps cookies, sends along the form token it saw last, follows redirects only when asked. */
public final class TestClient {

    private static final Pattern TOKEN = Pattern.compile("name=\"(?:_csrf|csrf)\" (?:value|content)=\"([^\"]*)\"");

    private final String url;
    private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
    private final HttpClient http;
    private final List<String> always = new ArrayList<>();
    private String token = "";
    private @Nullable String bearer;

    private TestClient(String url, HttpClient.Builder http) {
        this.url = url;
        this.http = http.cookieHandler(cookies).build();
    }

    /** A browser that has not been here before. */
    public static TestClient of(Samsyn samsyn) {
        return at("http://127.0.0.1:" + samsyn.port());
    }

    /** The same for a server in another process. */
    public static TestClient at(String url) {
        return new TestClient(url, HttpClient.newBuilder());
    }

    /** The same over TLS, to a server whose certificate is trusted there. */
    public static TestClient at(String url, SSLContext trust) {
        return new TestClient(url, HttpClient.newBuilder().sslContext(trust));
    }

    /** An answer. */
    public record Answer(int status, String body, HttpResponse<String> response) {

        public Optional<String> header(String name) {
            return response.headers().firstValue(name);
        }

        /** Where a redirect leads. */
        public String location() {
            return header("Location").orElse("");
        }

        public JsonNode json() {
            return Json.tree(body);
        }
    }

    /** The same client with a bearer token of the REST interface. */
    public TestClient bearer(String secret) {
        bearer = secret;
        return this;
    }

    /** The same client, whose every request has these headers besides: names and values in turn. */
    public TestClient always(String... headers) {
        always.addAll(List.of(headers));
        return this;
    }

    /** The same client with a form token. */
    TestClient token(String value) {
        token = value;
        return this;
    }

    public void cookie(String name, String value) {
        HttpCookie cookie = new HttpCookie(name, value);
        cookie.setPath("/");
        cookie.setDomain(URI.create(url).getHost());
        cookie.setVersion(0);
        cookies.getCookieStore().add(URI.create(url), cookie);
    }

    public Optional<String> cookie(String name) {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals(name))
                .map(HttpCookie::getValue)
                .findFirst();
    }

    public Answer get(String path, String... headers) {
        HttpRequest.Builder request = request(path).GET();
        set(request, headers);
        return send(request);
    }

    /** Listens to server-sent events until the end of the answer or {@link Heard#close}. */
    public Heard listen(String path, String... headers) {
        HttpRequest.Builder request = request(path).GET();
        set(request, headers);
        return new Heard(listening(request));
    }

    private HttpResponse<InputStream> listening(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw new AssertionError("No answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted", e);
        }
    }

    /** A file that is not text. */
    public byte[] bytes(String path) {
        try (InputStream content = listening(request(path).GET()).body()) {
            return content.readAllBytes();
        } catch (IOException e) {
            throw new AssertionError("No whole answer", e);
        }
    }

    /** Follows redirects to the page at their end. */
    public Answer follow(Answer answer) {
        Answer last = answer;
        for (int i = 0; i < 10 && last.status() / 100 == 3; i++) {
            last = get(last.location());
        }
        return last;
    }

    /** Sends a form with the token; a field with a list is sent once for each value. */
    public Answer post(String path, Map<String, ?> form) {
        List<Map.Entry<String, ?>> fields = new ArrayList<>(form.entrySet());
        fields.add(Map.entry("_csrf", token));
        return postFields(path, fields);
    }

    /** Sends a form without the token. */
    public Answer postWithoutToken(String path, Map<String, ?> form) {
        return postFields(path, new ArrayList<>(form.entrySet()));
    }

    /** Sends a form with a file. */
    public Answer upload(String path, Map<String, String> form, String field, String fileName, byte[] content) {
        String boundary = "samsyn-test-boundary";
        List<byte[]> parts = new ArrayList<>();
        form.forEach((name, value) -> parts.add(part(boundary, "name=\"" + name + "\"", value)));
        parts.add(part(boundary, "name=\"_csrf\"", token));
        String disposition = "name=\"" + field + "\"; filename=\"" + fileName + "\"";
        parts.add(("--" + boundary + "\r\nContent-Disposition: form-data; " + disposition
                        + "\r\nContent-Type: application/octet-stream\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        parts.add(content);
        parts.add(("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return send(request(path)
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(BodyPublishers.ofByteArrays(parts)));
    }

    /** Sends JSON. */
    public Answer json(String method, String path, Object body, String... headers) {
        HttpRequest.Builder request = request(path)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body instanceof String text ? text : Json.write(body)));
        set(request, headers);
        return send(request);
    }

    /** These headers, by name and value in turn, in place of those that are sent otherwise. */
    private static void set(HttpRequest.Builder request, String... headers) {
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
    }

    private Answer postFields(String path, List<Map.Entry<String, ?>> fields) {
        String body = fields.stream()
                .flatMap(field -> values(field.getValue()).map(value -> encode(field.getKey()) + "=" + encode(value)))
                .collect(Collectors.joining("&"));
        return send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body)));
    }

    private static Stream<String> values(@Nullable Object value) {
        return value instanceof List<?> list
                ? list.stream().map(String::valueOf)
                : Stream.of(Objects.toString(value, ""));
    }

    private static byte[] part(String boundary, String disposition, String value) {
        return ("--" + boundary + "\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n" + value + "\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path)).header("Accept-Language", "sv");
        if (bearer != null) {
            request.header("Authorization", "Bearer " + bearer);
        }
        if (!always.isEmpty()) {
            request.headers(always.toArray(String[]::new));
        }
        return request;
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
            Matcher seen = TOKEN.matcher(response.body());
            if (seen.find()) {
                token = seen.group(1);
            }
            return new Answer(response.statusCode(), response.body(), response);
        } catch (IOException e) {
            throw new AssertionError("No answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted", e);
        }
    }
}
