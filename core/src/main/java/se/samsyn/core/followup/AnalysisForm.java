package se.samsyn.core.followup;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.web.Request;
import se.samsyn.core.access.Ids;
import se.samsyn.core.planning.Cause;
import se.samsyn.core.web.Form;

/**
 * The fields of an analysis. A cause has a row of them, {@code causes-1-text} and so on; {@code rows} says how many rows the
 * form has. What is typed is kept as such fields, so that a draft is the form as it was.
 */
final class AnalysisForm {

    static final String ROWS = "rows";
    private static final String GOALS = "goals";
    private static final List<String> TEXTS = List.of("result", "conclusion");
    private static final List<String> OF_CAUSE = List.of("id", "text", "for", "against", "verdict");
    private static final List<String> SHOWN_OF_CAUSE = List.of("text", "for", "against", "verdict");

    private AnalysisForm() {}

    static String field(int row, String part) {
        return "causes-" + row + "-" + part;
    }

    /** What is saved, as fields. */
    static Map<String, String> values(Findings findings) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("result", findings.result());
        values.put("conclusion", findings.conclusion());
        values.put(GOALS, goals(findings.goalIds().stream().map(String::valueOf)));
        int row = 0;
        for (Cause cause : findings.causes()) {
            row++;
            values.put(field(row, "id"), cause.id() == 0 ? "" : Long.toString(cause.id()));
            values.put(field(row, "text"), cause.text());
            values.put(field(row, "for"), cause.evidenceFor());
            values.put(field(row, "against"), cause.evidenceAgainst());
            values.put(field(row, "verdict"), cause.verdict() == null ? "" : cause.verdict().name());
        }
        values.put(ROWS, Integer.toString(row));
        return values;
    }

    /** What was typed, and on which page. */
    static Map<String, String> typed(Form form) {
        Map<String, String> typed = new LinkedHashMap<>();
        TEXTS.forEach(name -> typed.put(name, form.value(name).replace("\r\n", "\n")));
        typed.put(GOALS, goals(form.all(GOALS).stream().filter(id -> !id.isBlank())));
        int rows = rows(form.value(ROWS));
        for (int row = 1; row <= rows; row++) {
            for (String part : OF_CAUSE) {
                typed.put(field(row, part), form.value(field(row, part)).replace("\r\n", "\n"));
            }
        }
        typed.put(ROWS, Integer.toString(rows));
        typed.put(AssessmentForm.PAGE, form.value(AssessmentForm.PAGE));
        return typed;
    }

    /** The form with these values in it, with a row to begin in. */
    static Form form(Map<String, String> values, int version) {
        Map<String, String> all = new HashMap<>(values);
        all.put(ROWS, Integer.toString(Math.max(1, rows(values.getOrDefault(ROWS, "")))));
        return AssessmentForm.form(all, version).with(GOALS, list(values.getOrDefault(GOALS, "")));
    }

    /** How many rows the form has. */
    static int rows(Form form) {
        return Math.max(1, rows(form.value(ROWS)));
    }

    private static int rows(String text) {
        return text.matches("\\d{1,2}") ? Math.min(Integer.parseInt(text), AnalysisService.MOST_CAUSES) : 0;
    }

    /** One row more. */
    static Map<String, String> withRow(Map<String, String> typed) {
        Map<String, String> more = new LinkedHashMap<>(typed);
        int rows = Math.max(1, rows(typed.getOrDefault(ROWS, "")));
        more.put(ROWS, Integer.toString(Math.min(rows + 1, AnalysisService.MOST_CAUSES)));
        return more;
    }

    /** Without that row. */
    static Map<String, String> withoutRow(Map<String, String> typed, int gone) {
        Map<String, String> fewer = new LinkedHashMap<>(typed);
        int rows = rows(typed.getOrDefault(ROWS, ""));
        for (int row = gone; row >= 1 && row <= rows; row++) {
            for (String part : OF_CAUSE) {
                fewer.put(field(row, part), typed.getOrDefault(field(row + 1, part), ""));
            }
        }
        OF_CAUSE.forEach(part -> fewer.remove(field(rows, part)));
        fewer.put(ROWS, Integer.toString(Math.max(0, rows - 1)));
        return fewer;
    }

    /** What the form says; fields that hold no such code are marked. */
    static Findings read(Form form, Request request) {
        List<Cause> causes = new ArrayList<>();
        for (int row = 1; row <= rows(form); row++) {
            causes.add(new Cause(
                    Ids.parse(form.value(field(row, "id"))).orElse(0),
                    form.value(field(row, "text")),
                    form.value(field(row, "for")),
                    form.value(field(row, "against")),
                    AssessmentForm.code(Cause.Verdict.class, form, field(row, "verdict"), request)));
        }
        List<Long> goals = form.all(GOALS).stream()
                .filter(id -> !id.isBlank())
                .map(id -> Ids.parse(id).orElse(0))
                .toList();
        return new Findings(goals, form.value("result"), causes, form.value("conclusion"));
    }

    /** What is typed so far, read as it would be saved, to tell what it lacks. */
    static Findings soFar(Form form, Request request) {
        Findings read = read(form, request);
        return new Findings(
                read.goalIds(), read.result(), read.causes().stream().filter(cause -> !cause.blank()).toList(),
                read.conclusion());
    }

    /** Whether the draft was typed on another page than this and those that it went on from, and says something else. */
    static boolean elsewhere(Form form, Draft draft) {
        String page = draft.content().getOrDefault(AssessmentForm.PAGE, "");
        boolean known = page.isEmpty()
                || page.equals(form.value(AssessmentForm.PAGE))
                || form.all(AssessmentForm.BASIS).contains(page);
        return !known && !written(typed(form)).equals(written(draft.content()));
    }

    /** The fields that hold something, but for those that only tell of the page. */
    private static Map<String, String> written(Map<String, String> fields) {
        Map<String, String> written = new HashMap<>(fields);
        written.remove(AssessmentForm.PAGE);
        written.remove(ROWS);
        written.values().removeIf(String::isBlank);
        return written;
    }

    /** The fields in which what was typed is not what is saved. */
    static List<AssessmentForm.Difference> differences(
            Map<String, String> mine, Map<String, String> theirs, Map<String, String> goalTitles, Request request) {
        List<AssessmentForm.Difference> differences = new ArrayList<>();
        int rows = Math.max(rows(mine.getOrDefault(ROWS, "")), rows(theirs.getOrDefault(ROWS, "")));
        List<String> fields = new ArrayList<>(List.of("result", GOALS));
        for (int row = 1; row <= rows; row++) {
            for (String part : SHOWN_OF_CAUSE) {
                fields.add(field(row, part));
            }
        }
        fields.add("conclusion");
        for (String name : fields) {
            String typed = mine.getOrDefault(name, "").strip();
            String saved = theirs.getOrDefault(name, "").strip();
            if (!typed.equals(saved)) {
                differences.add(new AssessmentForm.Difference(
                        label(name, request), shown(name, typed, goalTitles, request), shown(name, saved, goalTitles, request)));
            }
        }
        return differences;
    }

    private static String label(String name, Request request) {
        String[] parts = name.split("-");
        return parts.length == 1
                ? request.text("followup.analysis.field." + name)
                : request.text(
                        "followup.analysis.field.ofcause",
                        parts[1],
                        request.text("followup.analysis.field.cause." + parts[2]));
    }

    private static String shown(String name, String value, Map<String, String> goalTitles, Request request) {
        if (value.isEmpty()) {
            return request.text("followup.field.empty");
        }
        if (name.equals(GOALS)) {
            return String.join(", ", list(value).stream().map(id -> goalTitles.getOrDefault(id, id)).toList());
        }
        if (name.endsWith("-verdict") && AssessmentForm.known(Cause.Verdict.class, value).isPresent()) {
            return request.text("planning.analysis.verdict." + value);
        }
        return value;
    }

    /** Both texts one after the other, cause by cause; causes that only I have come after theirs. */
    static Map<String, String> both(Map<String, String> mine, Map<String, String> theirs) {
        Map<String, String> both = new LinkedHashMap<>(theirs);
        TEXTS.forEach(name -> both.put(name, joined(mine.getOrDefault(name, ""), theirs.getOrDefault(name, ""))));
        both.put(GOALS, goals(Stream.concat(
                list(theirs.getOrDefault(GOALS, "")).stream(), list(mine.getOrDefault(GOALS, "")).stream())));
        int rows = rows(theirs.getOrDefault(ROWS, ""));
        for (int row = 1; row <= rows(mine.getOrDefault(ROWS, "")); row++) {
            Integer same = rowOf(mine.getOrDefault(field(row, "id"), ""), theirs);
            if (same == null) {
                rows++;
                for (String part : OF_CAUSE) {
                    both.put(field(rows, part), part.equals("id") ? "" : mine.getOrDefault(field(row, part), ""));
                }
                continue;
            }
            for (String part : List.of("text", "for", "against")) {
                both.put(
                        field(same, part),
                        joined(mine.getOrDefault(field(row, part), ""), theirs.getOrDefault(field(same, part), "")));
            }
            String verdict = mine.getOrDefault(field(row, "verdict"), "");
            both.put(field(same, "verdict"), verdict.isEmpty() ? theirs.getOrDefault(field(same, "verdict"), "") : verdict);
        }
        both.put(ROWS, Integer.toString(rows));
        both.put(AssessmentForm.PAGE, mine.getOrDefault(AssessmentForm.PAGE, ""));
        return both;
    }

    private static @Nullable Integer rowOf(String id, Map<String, String> fields) {
        for (int row = 1; !id.isEmpty() && row <= rows(fields.getOrDefault(ROWS, "")); row++) {
            if (id.equals(fields.get(field(row, "id")))) {
                return row;
            }
        }
        return null;
    }

    private static String joined(String typed, String saved) {
        if (saved.isEmpty() || typed.contains(saved)) {
            return typed;
        }
        return typed.isEmpty() || saved.contains(typed) ? saved : saved + "\n\n" + typed;
    }

    private static String goals(Stream<String> ids) {
        return String.join(",", ids.distinct().sorted().toList());
    }

    private static List<String> list(String goals) {
        return goals.isEmpty() ? List.of() : List.of(goals.split(","));
    }
}
