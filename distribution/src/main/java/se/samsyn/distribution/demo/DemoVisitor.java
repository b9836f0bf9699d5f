package se.samsyn.distribution.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** One of the people whom one can be with a click, at the pages that they use. */
final class DemoVisitor {

    private static final Pattern TOKEN = Pattern.compile("name=\"(?:_csrf|csrf)\" (?:value|content)=\"([^\"]*)\"");

    private final String url;
    private final HttpClient http = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    private String token = "";

    private DemoVisitor(int port) {
        this.url = "http://127.0.0.1:" + port;
    }

    static DemoVisitor signedIn(int port, String username) {
        DemoVisitor visitor = new DemoVisitor(port);
        visitor.get("/login");
        visitor.post("/login/demo", Map.of("username", username));
        visitor.get("/account");
        return visitor;
    }

    String get(String path) {
        HttpResponse<String> answer = send(HttpRequest.newBuilder(URI.create(url + path)).GET());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(path + " answers " + answer.statusCode());
        }
        Matcher found = TOKEN.matcher(answer.body());
        if (found.find()) {
            token = found.group(1);
        }
        return answer.body();
    }

    /** Sends a form that ought to be in order; the address that it leads to, without what is behind # in it. */
    String post(String path, Map<String, String> form) {
        String body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&", "", form.isEmpty() ? "" : "&"));
        String signed = body + "_csrf=" + URLEncoder.encode(token, StandardCharsets.UTF_8);
        HttpResponse<String> answer = send(HttpRequest.newBuilder(URI.create(url + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(signed)));
        if (answer.statusCode() != 303) {
            throw new IllegalStateException(path + " answers " + answer.statusCode() + " to " + body);
        }
        return answer.headers().firstValue("Location").orElseThrow().replaceFirst("[#?].*", "");
    }

    /** What the pattern's group stands for on a page, in order, each once. */
    List<String> all(String path, Pattern pattern) {
        return pattern.matcher(get(path)).results().map(found -> found.group(1)).distinct().toList();
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the demo municipality was made", e);
        }
    }
}
