package se.samsyn.core.mail;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.web.Access;
import se.samsyn.api.web.Request;
import se.samsyn.api.web.Response;
import se.samsyn.api.web.Route;
import se.samsyn.core.access.CorePermissions;
import se.samsyn.core.access.Ids;
import se.samsyn.core.people.User;
import se.samsyn.core.people.UserRepository;
import se.samsyn.core.settings.MailSettings;
import se.samsyn.core.web.Form;
import se.samsyn.core.web.HttpRequest;
import se.samsyn.core.web.Paging;
import se.samsyn.core.web.Rejection;

/** What has been sent, and what has not: to whom, about what and how it went. What letters say is not to be read here. */
final class MailPages {

    static final String PATH = "/settings/mail";
    private static final Access ACCESS = Access.permission(CorePermissions.SYSTEM_MANAGE).everywhere();

    private final LetterService service;
    private final LetterRepository letters;
    private final UserRepository users;
    private final MailSettings settings;

    MailPages(LetterService service, LetterRepository letters, UserRepository users, MailSettings settings) {
        this.service = service;
        this.letters = letters;
        this.users = users;
        this.settings = settings;
    }

    List<Route> routes() {
        return List.of(
                Route.get(PATH, ACCESS, request -> list(request, Form.of(Map.of()))),
                Route.post(PATH + "/{id}/again", ACCESS, this::again));
    }

    /**
     * A letter in the list.
     *
     * @param to the person's name
     * @param reason in words; empty when nothing is wrong
     * @param again whether it can be sent again
     */
    public record Row(Letter letter, String to, String color, String reason, boolean again) {}

    /** A choice in a list. */
    public record Option(String value, String label) {}

    private Response.Page list(Request request, Form form) {
        Letter.State state = state(request);
        Paging paging = Paging.of(request, "state");
        List<Letter> page = letters.list(state, paging.offset(), paging.size());
        Map<Long, User> people = users.find(page.stream().map(Letter::personId).collect(Collectors.toSet()));
        int total = letters.count(state);
        Map<String, Object> model = new HashMap<>();
        model.put("form", form.put("state", state == null ? "" : state.name()));
        model.put("rows", page.stream().map(letter -> row(letter, people.get(letter.personId()), request)).toList());
        model.put("states", Arrays.stream(Letter.State.values())
                .map(one -> new Option(one.name(), request.text("mail.state." + one)))
                .toList());
        model.put("total", total);
        model.put("filtered", state != null);
        model.put("pages", paging.links(total));
        model.put("query", "?state=" + (state == null ? "" : state.name()) + "&page=" + paging.number());
        model.put("noServer", !settings.usable());
        model.put("dryRun", settings.dryRun());
        model.put("redirect", settings.dryRun() ? null : settings.redirect());
        return Response.page("se/samsyn/core/mail/mail", model);
    }

    private static Row row(Letter letter, @Nullable User person, Request request) {
        String reason = letter.reason() == null
                ? ""
                : request.text("mail.reason." + letter.reason(), Objects.toString(letter.detail(), ""));
        boolean stays = letter.state() == Letter.State.FAILED || letter.state() == Letter.State.LEFT_OUT;
        return new Row(
                letter,
                person == null ? "" : person.name(),
                color(letter.state()),
                reason,
                stays && !"gone".equals(letter.reason()));
    }

    private static String color(Letter.State state) {
        return switch (state) {
            case SENT -> "success";
            case FAILED -> "danger";
            case LEFT_OUT -> "warning";
            case DRY_RUN -> "info";
            case WAITING -> "neutral";
        };
    }

    private Response again(Request request) {
        long id = Ids.parse(request.pathParameter("id")).orElse(0);
        try {
            service.again(HttpRequest.user(request), id);
        } catch (Rejection rejection) {
            return list(request, Form.of(Map.of()).reject(rejection, request::text)).withStatus(409);
        }
        Letter.State state = state(request);
        long page = Ids.parse(request.query("page")).orElse(1);
        return Response.redirect(PATH + "?state=" + (state == null ? "" : state.name()) + "&page=" + page)
                .withNotice("mail.again.done");
    }

    private static Letter.@Nullable State state(Request request) {
        String wanted = request.query("state");
        return Arrays.stream(Letter.State.values())
                .filter(state -> state.name().equals(wanted))
                .findFirst()
                .orElse(null);
    }
}
