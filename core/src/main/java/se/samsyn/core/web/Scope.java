package se.samsyn.core.web;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.access.Caller;
import se.samsyn.api.service.Services;
import se.samsyn.api.web.Handler;
import se.samsyn.api.web.Request;
import se.samsyn.api.web.Response;
import se.samsyn.core.access.CurrentUser;

/** Whose routes are being served: core's, or one plugin's with its own texts, templates and permissions. */
public interface Scope {

    Messages messages();

    /** Renders one of this scope's templates. */
    String render(String template, Map<String, ?> model, Locale locale);

    /** The JSON text of a value that one of this scope's handlers answered with. */
    String json(@Nullable Object value);

    /** The full name of a permission that a route of this scope asks for. */
    String permission(String declared);

    /** The user as this scope's handlers see them. */
    Caller caller(CurrentUser user);

    Services services(CurrentUser user);

    /** Where what this scope tells is listened to. */
    LiveChannel live();

    Response call(Handler handler, Request request) throws Exception;

    /** What is answered to a failure of the scope's own in place of the usual page; empty for that one. */
    default Optional<Response> explained(Exception failure, boolean api) {
        return Optional.empty();
    }
}
