package se.samsyn.api.web;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An answer as a value, so that a handler is tested without a server.
 *
 * <pre>{@code
 * if (!form.valid()) {
 *     return page(request, found, form).withStatus(422);
 * }
 * …
 * return handIn
 *         ? Response.redirect(found.round().address()).withNotice("answer.handedin")
 *         : Response.redirect(found.round().address() + "/answer").withNotice("answer.saved");
 * }</pre>
 *
 * <p>A test of it:
 *
 * <pre>{@code
 * assertThat(teacher.post(round + "/answer", answers("2")).location()).isEqualTo(round + "/answer");
 * }</pre>
 *
 * @since 0.9.0
 */
public sealed interface Response {

    /**
     * A page (or part of one) from a template.
     *
     * @param status the HTTP status
     * @param template the template's resource path without {@code .peb}; a plugin's own, from the root of its jar
     * @param model what the template sees, by name; values may be records, or null for what is not there
     */
    record Page(int status, String template, Map<String, ?> model) implements Response {
        public Page {
            Objects.requireNonNull(template);
            model = Collections.unmodifiableMap(new LinkedHashMap<>(model));
        }

        /** The same page with another status, such as 422 for a form with errors. */
        public Page withStatus(int newStatus) {
            return new Page(newStatus, template, model);
        }
    }

    /**
     * JSON.
     *
     * @param status the HTTP status
     * @param body a record, map, list, text, number, boolean or null
     * @param etag the entity tag without quotes, or null
     */
    record Json(int status, @Nullable Object body, @Nullable String etag) implements Response {}

    /**
     * Sends the browser to another address, with a notice shown there once.
     *
     * @param location an address within Samsyn that begins with a slash
     * @param noticeKey the message to show, or null for none
     * @param noticeArguments the message's arguments
     * @param failed whether the notice says what could not be done; it looks like that then, and not like what went well
     */
    record Redirect(String location, @Nullable String noticeKey, List<String> noticeArguments, boolean failed)
            implements Response {
        public Redirect {
            if (!location.startsWith("/") || location.startsWith("//") || location.startsWith("/\\")) {
                throw new IllegalArgumentException("Not an address within Samsyn: " + location);
            }
            noticeArguments = List.copyOf(noticeArguments);
        }

        /** A redirect whose notice, if any, says what was done. */
        public Redirect(String location, @Nullable String noticeKey, List<String> noticeArguments) {
            this(location, noticeKey, noticeArguments, false);
        }

        /** The same redirect, with a notice of what was done. */
        public Redirect withNotice(String key, Object... arguments) {
            return new Redirect(location, key, texts(arguments), false);
        }

        /**
         * The same redirect, with a notice of what could not be done.
         *
         * @since 0.9.0
         */
        public Redirect withFailure(String key, Object... arguments) {
            return new Redirect(location, key, texts(arguments), true);
        }

        private static List<String> texts(Object... arguments) {
            return Arrays.stream(arguments).map(String::valueOf).toList();
        }
    }

    /**
     * A file to download.
     *
     * @param name the suggested file name
     * @param contentType the media type
     * @param content writes the content, called once on the request's thread
     */
    record File(String name, String contentType, Content content) implements Response {}

    /**
     * A problem as RFC 9457; a browser gets a page that says the same.
     *
     * @param status the HTTP status
     * @param code a stable code of lower-case words and hyphens, such as {@code stale-version}
     * @param detail what is wrong, in the caller's language
     * @param errors what is wrong with each field, by name; may be empty
     */
    record Problem(int status, String code, String detail, Map<String, String> errors) implements Response {
        public Problem {
            errors = Map.copyOf(errors);
        }
    }

    /**
     * What is told about a topic by {@code PluginContext.live()} from now on, as server-sent events; for GET routes alone. The
     * page listens by {@code data-live="/address"} or an {@code EventSource}.
     *
     * <p>The handler decides who may listen, as it does with a page. It is asked again each time the browser connects anew,
     * which it does at least every ten minutes; the route's own access, and what {@link #whilePermitted} says, is looked at
     * every ten seconds. What is told while nobody was connected is not told again: a page that connects anew asks for what
     * it shows.
     *
     * <p>It takes neither a thread nor one of the plugin's places. It ends when the plugin is turned off or replaced, when the
     * person signs out or loses the route's access, and when they do not take in what they are told. A person listens to
     * at most twenty at once and is answered 429 beyond that.
     *
     * @param topic of the plugin's own, as in {@code Live.tell}
     * @param permission what the person must have for as long as they listen, or null
     * @param unitId the unit that they must have it on; null where {@code permission} is
     * @since 0.9.0
     */
    record Stream(String topic, @Nullable String permission, @Nullable String unitId) implements Response {
        public Stream {
            Objects.requireNonNull(topic);
            if ((permission == null) != (unitId == null)) {
                throw new IllegalArgumentException("A permission is had on a unit");
            }
        }

        /** For whoever the route lets in, for as long as it does. */
        public Stream(String topic) {
            this(topic, null, null);
        }

        /**
         * The same, for someone whom the handler lets in for the sake of a permission that the route does not ask for: it
         * ends within ten seconds when they do not have it any more.
         *
         * @param permission by the name that the plugin declared it with, or a core permission
         * @param unitId the unit's id; with an unknown one it ends at once
         * @since 0.9.0
         */
        public Stream whilePermitted(String permission, String unitId) {
            return new Stream(topic, Objects.requireNonNull(permission), Objects.requireNonNull(unitId));
        }
    }

    /** A page with status 200. */
    static Page page(String template, Map<String, ?> model) {
        return new Page(200, template, model);
    }

    /** JSON with status 200 and without an entity tag. */
    static Json json(Object body) {
        return new Json(200, body, null);
    }

    /** A redirect without a notice, to an address within Samsyn that begins with a slash. */
    static Redirect redirect(String location) {
        return new Redirect(location, null, List.of());
    }

    /**
     * What is told about the topic from now on.
     *
     * @since 0.9.0
     */
    static Stream stream(String topic) {
        return new Stream(topic);
    }

    /** A problem that is not about any one field. */
    static Problem problem(int status, String code, String detail) {
        return new Problem(status, code, detail, Map.of());
    }
}
