package se.samsyn.core.followup;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.web.Request;
import se.samsyn.core.measuring.Status;
import se.samsyn.core.web.Form;

/** The fields of an assessment: from what is saved or typed, to a judgement, and against each other. */
final class AssessmentForm {

    static final List<String> FIELDS = List.of("status", "trend", "comment", "reason");

    /** Which opened page it is; kept with a draft, so that what was typed on another page is known as such. */
    static final String PAGE = "page";

    /** The page whose draft this one went on from; a person may be told of one more. */
    static final String BASIS = "basis";

    private AssessmentForm() {}

    /** What two versions have in a field, in words. */
    public record Difference(String label, String mine, String theirs) {}

    static Map<String, String> values(Judgement judgement) {
        Map<String, String> values = new HashMap<>();
        values.put("status", judgement.status() == null ? "" : judgement.status().name());
        values.put("trend", judgement.trend() == null ? "" : judgement.trend().name());
        values.put("comment", judgement.comment());
        values.put("reason", judgement.reason());
        return values;
    }

    static Form form(Map<String, String> values, int version) {
        Map<String, Object> all = new HashMap<>(values);
        all.put("version", version);
        all.put(BASIS, values.getOrDefault(PAGE, ""));
        all.put(PAGE, UUID.randomUUID().toString());
        return Form.of(all);
    }

    /** Whether the draft was typed on another page than this and those that it went on from. */
    static boolean elsewhere(Form form, Draft draft) {
        String page = draft.content().getOrDefault(PAGE, "");
        boolean known = page.isEmpty() || page.equals(form.value(PAGE)) || form.all(BASIS).contains(page);
        return !known && FIELDS.stream().anyMatch(field -> !typed(form).get(field).equals(draft.content().get(field)));
    }

    /** The fields as they were typed, and on which page. */
    static Map<String, String> typed(Form form) {
        Map<String, String> typed = new HashMap<>();
        FIELDS.forEach(field -> typed.put(field, form.value(field).replace("\r\n", "\n")));
        typed.put(PAGE, form.value(PAGE));
        return typed;
    }

    /** The judgement in the form; fields that hold no such code are marked. */
    static Judgement read(Form form, Request request) {
        Status status = code(Status.class, form, "status", request);
        Assessment.Trend trend = code(Assessment.Trend.class, form, "trend", request);
        return new Judgement(status, trend, form.value("comment"), form.value("reason"));
    }

    /** The fields in which what was typed is not what is saved. */
    static List<Difference> differences(Map<String, String> mine, Map<String, String> theirs, Request request) {
        List<Difference> differences = new ArrayList<>();
        for (String field : FIELDS) {
            String typed = mine.getOrDefault(field, "");
            String saved = theirs.getOrDefault(field, "");
            if (!typed.equals(saved)) {
                differences.add(new Difference(
                        request.text("followup.field." + field),
                        shown(field, typed, request),
                        shown(field, saved, request)));
            }
        }
        return differences;
    }

    /** Both texts, one after the other; the choices are those of the person. */
    static Map<String, String> both(Map<String, String> mine, Map<String, String> theirs) {
        Map<String, String> both = new HashMap<>(mine);
        for (String field : List.of("comment", "reason")) {
            String typed = mine.getOrDefault(field, "");
            String saved = theirs.getOrDefault(field, "");
            if (!saved.isEmpty() && !typed.contains(saved)) {
                both.put(field, typed.isEmpty() ? saved : saved + "\n\n" + typed);
            }
        }
        for (String field : List.of("status", "trend")) {
            if (mine.getOrDefault(field, "").isEmpty()) {
                both.put(field, theirs.getOrDefault(field, ""));
            }
        }
        return both;
    }

    private static String shown(String field, String value, Request request) {
        if (value.isEmpty()) {
            return request.text("followup.field.empty");
        }
        if (field.equals("status") && known(Status.class, value).isPresent()) {
            return request.text("web.status." + value);
        }
        if (field.equals("trend") && known(Assessment.Trend.class, value).isPresent()) {
            return request.text("followup.trend." + value);
        }
        return value;
    }

    static <E extends Enum<E>> @Nullable E code(Class<E> type, Form form, String field, Request request) {
        String value = form.value(field);
        Optional<E> code = known(type, value);
        if (!value.isEmpty() && code.isEmpty()) {
            form.reject(field, request.text("followup.error.choice"));
        }
        return code.orElse(null);
    }

    static <E extends Enum<E>> Optional<E> known(Class<E> type, String value) {
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(value)) {
                return Optional.of(constant);
            }
        }
        return Optional.empty();
    }
}
