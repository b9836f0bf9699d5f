package se.samsyn.core.web;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.access.Caller;
import se.samsyn.api.service.Services;
import se.samsyn.api.web.Handler;
import se.samsyn.api.web.Request;
import se.samsyn.api.web.Response;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.database.Json;

/** Core's own pages. */
public record CoreScope(Messages messages, Templates templates) implements Scope {

    @Override
    public String render(String template, Map<String, ?> model, Locale locale) {
        return templates.render(template, model, locale);
    }

    @Override
    public String json(@Nullable Object value) {
        return Json.write(value);
    }

    @Override
    public String permission(String declared) {
        return declared;
    }

    @Override
    public Caller caller(CurrentUser user) {
        return user;
    }

    @Override
    public Services services(CurrentUser user) {
        throw new UnsupportedOperationException("Core's pages are given the services they need when they are made");
    }

    @Override
    public LiveChannel live() {
        throw new UnsupportedOperationException("None of core's own pages tells anything");
    }

    @Override
    public Response call(Handler handler, Request request) throws Exception {
        return handler.handle(request);
    }
}
