package se.samsyn.core.organisation;

import static se.samsyn.core.access.CorePermissions.SYSTEM_MANAGE;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.web.Access;
import se.samsyn.api.web.Request;
import se.samsyn.api.web.Response;
import se.samsyn.api.web.Route;
import se.samsyn.core.access.Ids;
import se.samsyn.core.change.History;
import se.samsyn.core.change.HistoryItem;
import se.samsyn.core.web.Form;
import se.samsyn.core.web.HttpRequest;
import se.samsyn.core.web.Rejection;
import se.samsyn.core.web.StaleVersion;
import se.samsyn.core.web.Theme;

/** The municipality's name, colour and language. */
final class MunicipalityPages {

    private static final String TEMPLATE = "se/samsyn/core/organisation/settings";

    private final MunicipalityService municipality;
    private final History history;

    MunicipalityPages(MunicipalityService municipality, History history) {
        this.municipality = municipality;
        this.history = history;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/settings", Access.permission(SYSTEM_MANAGE).everywhere(), this::settings),
                Route.post("/settings", Access.permission(SYSTEM_MANAGE).everywhere(), this::save));
    }

    private Response settings(Request request) {
        municipality.requireManage(HttpRequest.user(request));
        MunicipalityDetails details = municipality.details();
        Form form = Form.of(Map.of(
                "name", details.name(),
                "colour", details.colour(),
                "locale", details.locale(),
                "version", details.version()));
        return page(request, form, null);
    }

    private Response save(Request request) {
        Form form = Form.of(request);
        int version = (int) Ids.parse(form.value("version")).orElse(0);
        try {
            municipality.update(
                    HttpRequest.user(request),
                    new MunicipalityDetails(form.value("name"), form.value("colour"), form.value("locale"), version));
            return Response.redirect("/settings").withNotice("organisation.settings.saved");
        } catch (Rejection rejection) {
            return page(request, form.reject(rejection, request::text), null).withStatus(422);
        } catch (StaleVersion e) {
            HistoryItem meanwhile = last(request);
            form.put("version", Integer.toString(municipality.details().version()));
            return page(request, form, meanwhile).withStatus(409);
        }
    }

    private Response.Page page(Request request, Form form, @Nullable HistoryItem meanwhile) {
        Map<String, Object> model = new HashMap<>();
        model.put("form", form);
        model.put("contrast", Theme.isColour(form.value("colour")) ? Theme.of(form.value("colour")).contrast() : null);
        model.put("meanwhile", meanwhile);
        model.put("last", last(request));
        model.put("items", history.of(MunicipalityService.ENTITY, 1, 20, request));
        return Response.page(TEMPLATE, model);
    }

    private @Nullable HistoryItem last(Request request) {
        return history.last(MunicipalityService.ENTITY, 1, request).orElse(null);
    }
}
