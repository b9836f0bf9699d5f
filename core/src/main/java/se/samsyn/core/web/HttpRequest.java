package se.samsyn.core.web;

import io.javalin.http.Context;
import io.javalin.http.UploadedFile;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.Texts;
import se.samsyn.api.access.Caller;
import se.samsyn.api.service.Services;
import se.samsyn.api.web.InputException;
import se.samsyn.api.web.Request;
import se.samsyn.api.web.Upload;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.database.Json;
import tools.jackson.core.JacksonException;

/** A request as it came over HTTP. */
public final class HttpRequest implements Request {

    /** Everything below space but tab and line ends: no person types it, and it breaks exports. */
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}&&[^\\t\\n\\r]]");

    private final Context context;
    private final Map<String, String> pathParameters;
    private CurrentUser user;
    private final Scope scope;
    private @Nullable SessionChange sessionChange;

    HttpRequest(Context context, Map<String, String> pathParameters, CurrentUser user, Scope scope) {
        this.context = context;
        this.pathParameters = pathParameters;
        this.user = user;
        this.scope = scope;
    }

    /** What a handler did to the session: a new cookie value, or null to end it. */
    record SessionChange(@Nullable String cookie) {}

    /** Core's handlers see the user with everything core knows of them. */
    public static CurrentUser user(Request request) {
        return ((HttpRequest) request).user;
    }

    /** The same request as another scope sees it, without parameters of its path. */
    public static Request in(Request request, Scope scope) {
        HttpRequest own = (HttpRequest) request;
        return new HttpRequest(own.context, Map.of(), own.user, scope);
    }

    /** Lets the answer be in this language, whatever the browser asks for. */
    public static void speak(Request request, Locale language) {
        HttpRequest own = (HttpRequest) request;
        own.user = own.user.in(language);
    }

    /** Gives the browser a session, or takes it away when the cookie is null. */
    public static void changeSession(Request request, @Nullable String cookie) {
        ((HttpRequest) request).sessionChange = new SessionChange(cookie);
    }

    /** Every file uploaded under the name; empty when none was chosen. */
    public static List<Upload> uploads(Request request, String name) {
        return ((HttpRequest) request)
                .context.uploadedFiles(name).stream()
                        .filter(file -> !file.filename().isEmpty())
                        .map(file -> (Upload) new UploadedContent(file))
                        .toList();
    }

    /** The value of the session cookie that the browser sent, or null. */
    public static @Nullable String sessionCookie(Request request) {
        return ((HttpRequest) request).context.cookie(Dispatcher.SESSION_COOKIE);
    }

    /** How the browser reaches the server, such as {@code https://samsyn.kommun.se}. */
    public static String origin(Request request) {
        Context context = ((HttpRequest) request).context;
        return context.scheme() + "://" + context.host();
    }

    /** The address that the request came from, behind a trusted proxy the one that the proxy names. */
    public static String address(Request request) {
        return ((HttpRequest) request).context.ip();
    }

    @Nullable SessionChange sessionChange() {
        return sessionChange;
    }

    CurrentUser currentUser() {
        return user;
    }

    Scope scope() {
        return scope;
    }

    @Override
    public String path() {
        return context.path();
    }

    @Override
    public String pathParameter(String name) {
        String value = pathParameters.get(name);
        if (value == null) {
            throw new IllegalArgumentException("The route has no parameter named " + name);
        }
        return value;
    }

    @Override
    public @Nullable String query(String name) {
        String value = context.queryParam(name);
        return value == null ? null : clean(value);
    }

    @Override
    public List<String> queryAll(String name) {
        return context.queryParams(name).stream().map(HttpRequest::clean).toList();
    }

    @Override
    public @Nullable String form(String name) {
        String value = context.formParam(name);
        return value == null ? null : clean(value);
    }

    @Override
    public List<String> formAll(String name) {
        return context.formParams(name).stream().map(HttpRequest::clean).toList();
    }

    @Override
    public Map<String, String> form() {
        Map<String, String> form = new LinkedHashMap<>();
        context.formParamMap().forEach((name, values) -> form.put(name, values.isEmpty() ? "" : clean(values.get(0))));
        return form;
    }

    @Override
    public @Nullable Upload upload(String name) {
        UploadedFile file = context.uploadedFile(name);
        return file == null || file.filename().isEmpty() ? null : new UploadedContent(file);
    }

    @Override
    public @Nullable String header(String name) {
        return context.header(name);
    }

    @Override
    @SuppressWarnings("unchecked") // a JSON object is read as a map from text
    public Map<String, Object> json() {
        Map<String, Object> object;
        try {
            object = Json.mapper().readValue(context.bodyAsBytes(), Map.class);
        } catch (JacksonException e) {
            object = null;
        }
        if (object == null) {
            throw new InputException(text("web.error.json"), Map.of());
        }
        return object;
    }

    @Override
    public Caller caller() {
        return scope.caller(user);
    }

    @Override
    public Locale locale() {
        return user.locale();
    }

    @Override
    public String text(String key, Object... arguments) {
        return scope.messages().text(locale(), key, arguments);
    }

    @Override
    public Texts in(Locale language) {
        return scope.messages().in(language);
    }

    @Override
    public Services services() {
        return scope.services(user);
    }

    private static String clean(String value) {
        return CONTROL.matcher(value).replaceAll("");
    }

    private record UploadedContent(UploadedFile file) implements Upload {

        @Override
        public String name() {
            // Browsers write a quote in a name like this, since the name stands in quotes.
            String name = file.filename().replace("%22", "\"");
            return name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        }

        @Override
        public long size() {
            return file.size();
        }

        @Override
        public InputStream open() throws IOException {
            return file.content();
        }
    }
}
