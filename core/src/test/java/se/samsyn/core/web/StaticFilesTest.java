package se.samsyn.core.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import se.samsyn.core.TestSamsyn;

/** What a page asks for beside itself. */
class StaticFilesTest {

    private static final Pattern REFERENCE = Pattern.compile("(?:href|src)=\"(/(?:static|theme)/[^\"#]+)");

    private static TestSamsyn samsyn;

    @BeforeAll
    static void start() {
        samsyn = TestSamsyn.start();
    }

    @AfterAll
    static void stop() {
        samsyn.close();
    }

    @Test
    void everythingThatAPageRefersToIsServedAndKept() throws Exception {
        Matcher reference = REFERENCE.matcher(get("/login").body());
        int found = 0;
        while (reference.find()) {
            HttpResponse<String> file = get(reference.group(1));
            assertThat(file.statusCode()).as(reference.group(1)).isEqualTo(200);
            assertThat(file.headers().firstValue("Cache-Control")).hasValue("public, max-age=31536000, immutable");
            found++;
        }
        assertThat(found).isGreaterThanOrEqualTo(5);
    }

    @Test
    void pagesWearTheColourOfTheMunicipality() throws Exception {
        assertThat(get("/login").body()).contains("href=\"/theme/14507a.css\"");
        HttpResponse<String> theme = get("/theme/14507a.css");
        assertThat(theme.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/css");
        assertThat(theme.body()).contains("base-default:#14507a");
    }

    @Test
    void whatIsNotAColourHasNoTheme() throws Exception {
        assertThat(get("/theme/red.css").statusCode()).isEqualTo(404);
        assertThat(get("/theme/14507a%7D.css").statusCode()).isEqualTo(404);
    }

    @Test
    void saysWhoseWorkItIsBuiltOn() throws Exception {
        assertThat(get(Assets.load().address("licences.txt")).body()).contains("htmx.org").contains("Inter");
    }

    private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
        URI address = URI.create("http://127.0.0.1:" + samsyn.app().port() + path);
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
    }
}
