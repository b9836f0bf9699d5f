package se.samsyn.core.terms;

import static se.samsyn.core.access.CorePermissions.SYSTEM_MANAGE;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
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
import se.samsyn.core.web.Messages;
import se.samsyn.core.web.NotFound;
import se.samsyn.core.web.Paging;
import se.samsyn.core.web.Rejection;
import se.samsyn.core.web.StaleVersion;

/** Where the texts are found, and own words put in their place. */
final class TermPages {

    static final String PATH = "/settings/terms";

    private static final String ONE = PATH + "/text";
    private static final int HISTORY = 20;
    private static final Access ACCESS = Access.permission(SYSTEM_MANAGE).everywhere();

    private final TermService terms;
    private final History history;

    TermPages(TermService terms, History history) {
        this.terms = terms;
        this.history = history;
    }

    List<Route> routes() {
        return List.of(
                Route.get(PATH, ACCESS, this::list),
                Route.get(ONE, ACCESS, this::show),
                Route.post(ONE, ACCESS, this::save),
                Route.post(ONE + "/reset", ACCESS, this::reset));
    }

    /** A text in the list. */
    record Row(String key, String source, String standard, @Nullable String own, boolean fits, String href) {}

    /** A choice in a list. */
    record Option(String value, String label) {}

    private Response list(Request request) {
        Form form = Form.of(Map.of(
                "q", Objects.toString(request.query("q"), ""),
                "language", language(request.query("language")).orElse(request.locale()).getLanguage(),
                "source", Objects.toString(request.query("source"), ""),
                "own", Objects.toString(request.query("own"), "")));
        List<TermService.Text> found = terms.find(new TermService.Filter(
                form.value("q"),
                Locale.forLanguageTag(form.value("language")),
                form.value("source"),
                form.checked("own")));
        Paging paging = Paging.of(request, "q", "language", "source", "own");
        Map<String, Object> model = new HashMap<>();
        model.put("form", form);
        model.put("rows", found.stream()
                .skip(paging.offset())
                .limit(paging.size())
                .map(text -> row(text, request))
                .toList());
        model.put("total", found.size());
        model.put("pages", paging.links(found.size()));
        model.put("languages", languages(request));
        model.put("sources", terms.sources().stream()
                .map(source -> new Option(source.id(), source.name().apply(request.locale())))
                .toList());
        return Response.page("se/samsyn/core/terms/terms", model);
    }

    private static List<Option> languages(Request request) {
        return Messages.LOCALES.stream()
                .map(Locale::getLanguage)
                .map(language -> new Option(language, request.text("terms.language." + language)))
                .toList();
    }

    private static Row row(TermService.Text text, Request request) {
        return new Row(
                text.key().name(),
                text.source().name().apply(request.locale()),
                text.standard(),
                text.own(),
                text.fits(),
                href(text.key()));
    }

    private static String href(Term.Key key) {
        return ONE + "?source=" + encoded(key.source()) + "&language=" + key.language() + "&key=" + encoded(key.name());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static Optional<Locale> language(@Nullable String tag) {
        return Messages.LOCALES.stream()
                .filter(locale -> locale.getLanguage().equals(tag))
                .findFirst();
    }

    private static Term.Key key(@Nullable String source, @Nullable String language, @Nullable String name) {
        if (source == null || name == null || language(language).isEmpty()) {
            throw new NotFound("text " + name);
        }
        return new Term.Key(source, language(language).get().getLanguage(), name);
    }

    private Response show(Request request) {
        Term.Key key = key(request.query("source"), request.query("language"), request.query("key"));
        TermService.Text text = terms.text(key);
        Term term = terms.term(key);
        Form form = Form.of(Map.of(
                "text", text.own() == null ? text.standard() : text.own(), "version", term.version()));
        return page(request, key, form, false);
    }

    private Response save(Request request) {
        Form form = Form.of(request);
        Term.Key key = key(form);
        return decide(request, key, form, () ->
                terms.write(HttpRequest.user(request), key, Objects.toString(request.form("text"), ""), version(form)));
    }

    private Response reset(Request request) {
        Form form = Form.of(request);
        Term.Key key = key(form);
        return decide(request, key, form, () -> terms.reset(HttpRequest.user(request), key, version(form)));
    }

    private Response decide(Request request, Term.Key key, Form form, Supplier<Term> decision) {
        try {
            Term term = decision.get();
            return Response.redirect(href(key)).withNotice(term.own() ? "terms.saved" : "terms.reset.done");
        } catch (Rejection rejection) {
            return page(request, key, form.reject(rejection, request::text), false).withStatus(422);
        } catch (StaleVersion e) {
            Form current = form.put("version", Integer.toString(terms.term(key).version()));
            return page(request, key, current, true).withStatus(409);
        }
    }

    private static Term.Key key(Form form) {
        return key(form.value("source"), form.value("language"), form.value("key"));
    }

    private static int version(Form form) {
        return (int) Ids.parse(form.value("version")).orElse(0);
    }

    /** @param changed whether someone else decided something meanwhile */
    private Response.Page page(Request request, Term.Key key, Form form, boolean changed) {
        TermService.Text text = terms.text(key);
        List<HistoryItem> items = history.of(TermService.ENTITY, terms.term(key).id(), HISTORY, request);
        Map<String, Object> model = new HashMap<>();
        model.put("form", form);
        model.put("text", row(text, request));
        model.put("key", key);
        model.put("longest", TermRules.longest(text.standard()));
        model.put("filledIn", TermRules.filledIn(text.standard()));
        model.put("leftOut", text.own() == null ? "" : TermRules.leftOut(text.own(), text.standard()));
        model.put("meanwhile", changed && !items.isEmpty() ? items.get(0) : null);
        model.put("items", items);
        return Response.page("se/samsyn/core/terms/term", model);
    }
}
