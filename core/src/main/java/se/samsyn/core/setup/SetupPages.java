package se.samsyn.core.setup;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.web.Access;
import se.samsyn.api.web.Request;
import se.samsyn.api.web.Response;
import se.samsyn.api.web.Route;
import se.samsyn.core.people.Passwords;
import se.samsyn.core.people.User;
import se.samsyn.core.people.UserSessions;
import se.samsyn.core.plugin.PluginInfo;
import se.samsyn.core.plugin.PluginModule;
import se.samsyn.core.setup.SetupAnswers.Beginning;
import se.samsyn.core.web.Form;
import se.samsyn.core.web.HttpRequest;
import se.samsyn.core.web.NotFound;
import se.samsyn.core.web.Rejection;

/** The wizard, a page for each step; it can be left and gone on with. */
final class SetupPages {

    static final String PATH = "/setup";

    private static final String FOLDER = "se/samsyn/core/setup/";

    private final SetupService service;
    private final SetupForms forms;
    private final PluginModule plugins;
    private final UserSessions sessions;

    SetupPages(SetupService service, SetupForms forms, PluginModule plugins, UserSessions sessions) {
        this.service = service;
        this.forms = forms;
        this.plugins = plugins;
        this.sessions = sessions;
    }

    List<Route> routes() {
        return List.of(
                Route.get(PATH, Access.everyone(), this::begin),
                Route.get(PATH + "/{step}", Access.everyone(), this::show),
                Route.post(PATH + "/{step}", Access.everyone(), this::answer));
    }

    /** What every other page answers until the set-up is done. */
    Optional<Response> instead(Request request) {
        boolean open = request.path().startsWith(PATH)
                || request.path().equals("/health")
                || request.path().equals("/metrics");
        if (open || !service.needed()) {
            return Optional.empty();
        }
        return Optional.of(
                request.path().startsWith("/api/")
                        ? Response.problem(503, "not-set-up", request.text("setup.needed"))
                        : Response.redirect(PATH));
    }

    private Response begin(Request request) {
        if (!service.needed()) {
            return closed("setup.closed.done", 410);
        }
        if (service.began(HttpRequest.sessionCookie(request))) {
            return Response.redirect(service.answers().next().path());
        }
        String token = request.query("token");
        if (token == null) {
            return closed("setup.closed.notoken", 403);
        }
        Optional<String> session = service.begin(token);
        if (session.isEmpty()) {
            return closed("setup.closed.wrongtoken", 403);
        }
        HttpRequest.changeSession(request, session.get());
        return Response.redirect(SetupStep.LANGUAGE.path());
    }

    private Response show(Request request) {
        SetupStep step = step(request);
        return guarded(request).orElseGet(() -> {
            SetupAnswers answers = answers(request);
            return step == SetupStep.CHECK && answers.next() != SetupStep.CHECK
                    ? Response.redirect(answers.next().path())
                    : page(request, step, answers, forms.shown(step, answers, request, modules()));
        });
    }

    private Response answer(Request request) {
        SetupStep step = step(request);
        return guarded(request).orElseGet(() -> answer(request, step));
    }

    private Response answer(Request request, SetupStep step) {
        SetupAnswers answers = answers(request);
        if (step == SetupStep.CHECK) {
            return answers.next() == SetupStep.CHECK ? finish(request, answers) : Response.redirect(answers.next().path());
        }
        Form form = Form.of(request);
        try {
            SetupAnswers after = forms.read(
                    step, form, request, answers, modules().stream().collect(Collectors.toSet()));
            service.keep(after);
            boolean corrected = answers.next() == SetupStep.CHECK;
            return Response.redirect((corrected ? SetupStep.CHECK : step.next()).path());
        } catch (Rejection rejection) {
            return page(request, step, answers, form.reject(rejection, request::text)).withStatus(422);
        } catch (Passwords.Busy e) {
            return page(request, step, answers, form.reject("", request.text("people.signin.busy"))).withStatus(503);
        }
    }

    private Response finish(Request request, SetupAnswers answers) {
        try {
            User administrator = service.finish(answers);
            HttpRequest.changeSession(request, sessions.open(administrator));
            String first = answers.beginning() == Beginning.IMPORT ? "/imports" : "/";
            return Response.redirect(first).withNotice("setup.done");
        } catch (Rejection rejection) {
            Form form = Form.of(Map.of()).reject(rejection, request::text);
            return page(request, SetupStep.CHECK, answers, form).withStatus(422);
        }
    }

    /** The answer for those who may not go on. */
    private Optional<Response> guarded(Request request) {
        if (!service.needed()) {
            return Optional.of(closed("setup.closed.done", 410));
        }
        boolean began = service.began(HttpRequest.sessionCookie(request));
        return began ? Optional.empty() : Optional.of(closed("setup.closed.wrongtoken", 403));
    }

    private static Response closed(String key, int status) {
        return Response.page(FOLDER + "closed", Map.of("reason", key)).withStatus(status);
    }

    /** The answers so far, in whose language the page is shown. */
    private SetupAnswers answers(Request request) {
        SetupAnswers answers = service.answers();
        if (answers.locale() != null) {
            HttpRequest.speak(request, Locale.forLanguageTag(answers.locale()));
        }
        return answers;
    }

    /** A step as the list of them shows it. */
    record StepLink(String label, String state, @Nullable String href) {}

    /** A choice. */
    record Option(String value, String label, @Nullable String help) {}

    private Response.Page page(Request request, SetupStep step, SetupAnswers answers, Form form) {
        Map<String, Object> model = new HashMap<>();
        model.put("step", step.name());
        model.put("action", step.path());
        model.put("back", step.ordinal() == 0 ? null : SetupStep.values()[step.ordinal() - 1].path());
        model.put("form", form);
        model.put("answers", answers);
        model.put("steps", Arrays.stream(SetupStep.values())
                .map(one -> link(one, step, answers, request))
                .toList());
        model.put("modules", plugins.list().stream().map(info -> option(info, request)).toList());
        model.put("levelNames", answers.levels() == null ? "" : String.join(" › ", answers.levels().names()));
        model.put("moduleNames", plugins.list().stream()
                .filter(info -> answers.modules() != null && answers.modules().contains(info.id()))
                .map(info -> info.manifest().name().in(request.locale()))
                .collect(Collectors.joining(", ")));
        model.put("levels", IntStream.rangeClosed(1, SetupForms.MOST_LEVELS).boxed().toList());
        model.put("beginnings", Arrays.stream(Beginning.values())
                .filter(one -> one != Beginning.DEMO || service.offersDemo())
                .map(one -> new Option(
                        one.name(),
                        request.text("setup.beginning." + one),
                        request.text("setup.beginning." + one + ".help")))
                .toList());
        return Response.page(FOLDER + "wizard", model);
    }

    private static StepLink link(SetupStep step, SetupStep current, SetupAnswers answers, Request request) {
        String state = step == current ? "current" : answers.has(step) ? "done" : "todo";
        boolean reachable = step != current && (answers.has(step) || step == answers.next());
        return new StepLink(request.text("setup.step." + step), state, reachable ? step.path() : null);
    }

    private static Option option(PluginInfo info, Request request) {
        return new Option(
                info.id(),
                info.manifest().name().in(request.locale()),
                info.manifest().description().in(request.locale()));
    }

    private List<String> modules() {
        return plugins.list().stream().map(PluginInfo::id).toList();
    }

    private static SetupStep step(Request request) {
        String text = Objects.requireNonNull(request.pathParameter("step"));
        return SetupStep.of(text).orElseThrow(() -> new NotFound("step " + text));
    }
}
