package se.samsyn.plugin.schoolquality;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.web.FormView;
import se.samsyn.api.web.Request;
import se.samsyn.api.web.Response;

/** One person's own answers in a round. */
final class AnswerPages {

    private final Rounds finding;
    private final AnswerRepository answers;

    AnswerPages(Rounds finding, AnswerRepository answers) {
        this.finding = finding;
        this.answers = answers;
    }

    /** A statement to take a stand on. */
    public record Question(String name, String text, List<Views.Option> levels) {}

    /** An area with its questions. */
    public record Part(String title, String description, List<Question> questions) {}

    static String field(String statement) {
        return "level-" + statement;
    }

    Response show(Request request) {
        return finding.with(request, (r, found) -> {
            if (found.round().state() != Round.State.OPEN) {
                return Response.redirect(found.round().address()).withFailure("answer.closed");
            }
            FormView form = FormView.of(Map.of());
            answers.of(found.round().id(), r.caller().id())
                    .forEach((statement, level) -> form.put(field(statement), level));
            return page(r, found, form);
        });
    }

    private Response.Page page(Request request, Rounds.Found found, FormView form) {
        List<Part> parts = found.framework().content().areas().stream()
                .map(area -> new Part(
                        area.title(),
                        area.description(),
                        area.statements().stream()
                                .map(s -> new Question(
                                        field(s.id()), s.text(), Views.levels(request, found.framework(), s)))
                                .toList()))
                .toList();
        return Response.page(
                "school-quality/answer",
                Map.of(
                        "place", Views.place(request, found.round(), found.framework(), found.unit()),
                        "parts", parts,
                        "form", form,
                        "labels",
                                found.framework().statements().stream()
                                        .collect(Collectors.toMap(s -> field(s.id()), Framework.Statement::text)),
                        "handedIn",
                                answers.participant(found.round().id(), request.caller().id())
                                        .map(AnswerRepository.Participant::handedInAt)
                                        .isPresent()));
    }

    Response save(Request request) {
        return finding.with(request, this::save);
    }

    private Response save(Request request, Rounds.Found found) {
        boolean handIn = "hand-in".equals(request.form("action"));
        FormView form = FormView.of(request.form());
        Map<String, @Nullable Integer> sent = new HashMap<>();
        for (Framework.Statement statement : found.framework().statements()) {
            String value = form.value(field(statement.id()));
            if (value.isEmpty()) {
                sent.put(statement.id(), null);
            } else if (value.matches("[1-" + Framework.LEVELS + "]")) {
                sent.put(statement.id(), Integer.valueOf(value));
            } else {
                form.reject(field(statement.id()), request.text("answer.invalid"));
            }
        }
        if (handIn && sent.values().stream().allMatch(java.util.Objects::isNull)) {
            form.reject("", request.text("answer.nothing"));
        }
        if (!form.valid()) {
            return page(request, found, form).withStatus(422);
        }
        boolean saved = answers.save(found.round().id(), request.caller().id(), sent, handIn);
        if (!saved) {
            return page(request, found, form.reject("", request.text("answer.closed"))).withStatus(409);
        }
        return handIn
                ? Response.redirect(found.round().address()).withNotice("answer.handedin")
                : Response.redirect(found.round().address() + "/answer").withNotice("answer.saved");
    }
}
