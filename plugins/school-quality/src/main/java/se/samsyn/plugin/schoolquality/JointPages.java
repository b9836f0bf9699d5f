package se.samsyn.plugin.schoolquality;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.web.FormView;
import se.samsyn.api.web.Request;
import se.samsyn.api.web.Response;

/** The joint assessment: each statement beside the spread of the answers. */
final class JointPages {

    private static final int LONGEST = 4000;

    private final Rounds finding;
    private final AnswerRepository answers;
    private final JointRepository joints;
    private final RoundPage roundPage;

    JointPages(Rounds finding, AnswerRepository answers, JointRepository joints, RoundPage roundPage) {
        this.finding = finding;
        this.answers = answers;
        this.joints = joints;
        this.roundPage = roundPage;
    }

    /**
     * A statement in the form.
     *
     * @param key the end of the names of its fields
     * @param version of what is saved
     * @param theirs what someone else saved meanwhile, or null
     */
    public record Question(
            String key, String text, List<Views.Option> levels, List<Integer> spread, int version, @Nullable Theirs theirs) {}

    /** What someone else saved while the person wrote. */
    public record Theirs(String level, String comment, String evidence) {}

    /** An area with its questions. */
    public record Part(String title, List<Question> questions) {}

    Response show(Request request) {
        return finding.with(request, (r, found) -> {
            if (found.round().state() != Round.State.JOINT) {
                return Response.redirect(found.round().address()).withFailure("joint.closed");
            }
            Map<String, JointRepository.Joint> saved = joints.of(found.round().id());
            FormView form = FormView.of(Map.of());
            saved.forEach((statement, joint) -> form.put("level-" + statement, joint.level())
                    .put("comment-" + statement, joint.comment())
                    .put("evidence-" + statement, joint.evidence()));
            return page(r, found, form, saved, List.of());
        });
    }

    private Response.Page page(
            Request request,
            Rounds.Found found,
            FormView form,
            Map<String, JointRepository.Joint> saved,
            List<String> stale) {
        long round = found.round().id();
        int handedIn = (int) answers.participants(round).stream()
                .filter(p -> p.handedInAt() != null)
                .count();
        boolean enough = handedIn >= roundPage.least();
        Map<String, int[]> spread = enough ? answers.spread(round, roundPage.least()) : Map.of();
        List<Part> parts = new ArrayList<>();
        for (Framework.Area area : found.framework().content().areas()) {
            List<Question> questions = area.statements().stream()
                    .map(s -> question(request, found.framework(), s, saved, spread, stale))
                    .toList();
            parts.add(new Part(area.title(), questions));
        }
        return Response.page(
                "school-quality/joint",
                Map.of(
                        "place", Views.place(request, found.round(), found.framework(), found.unit()),
                        "parts", parts,
                        "form", form,
                        "labels", labels(request, found.framework()),
                        "levelNames", found.framework().content().levels(),
                        "handedIn", handedIn,
                        "enough", enough,
                        "least", roundPage.least()));
    }

    /** What the fields are called where they are named apart from their statements. */
    private static Map<String, String> labels(Request request, Framework framework) {
        Map<String, String> labels = new HashMap<>();
        for (Framework.Statement statement : framework.statements()) {
            labels.put("level-" + statement.id(), statement.text());
            labels.put("comment-" + statement.id(), statement.text() + " " + request.text("joint.comment"));
            labels.put("evidence-" + statement.id(), statement.text() + " " + request.text("joint.evidence"));
        }
        return labels;
    }

    private static Question question(
            Request request,
            Framework framework,
            Framework.Statement statement,
            Map<String, JointRepository.Joint> saved,
            Map<String, int[]> spread,
            List<String> stale) {
        JointRepository.Joint joint = saved.getOrDefault(statement.id(), JointRepository.NOTHING);
        Integer level = joint.level();
        Theirs theirs = stale.contains(statement.id())
                ? new Theirs(
                        level == null
                                ? request.text("level.undecided")
                                : request.text("level.name", level, framework.levelName(level)),
                        joint.comment(),
                        joint.evidence())
                : null;
        return new Question(
                statement.id(),
                statement.text(),
                Views.levels(request, framework, statement),
                Views.counts(spread.get(statement.id())),
                joint.version(),
                theirs);
    }

    Response save(Request request) {
        return finding.with(request, this::save);
    }

    private Response save(Request request, Rounds.Found found) {
        FormView form = FormView.of(request.form());
        Map<String, JointRepository.Joint> sent = new HashMap<>();
        for (Framework.Statement statement : found.framework().statements()) {
            sent.put(statement.id(), read(request, form, statement.id()));
        }
        long round = found.round().id();
        if (!form.valid()) {
            return page(request, found, form, joints.of(round), List.of()).withStatus(422);
        }
        JointRepository.Saved saved = joints.save(round, sent, request.caller().id());
        return switch (saved.outcome()) {
            case SAVED -> Response.redirect(found.round().address()).withNotice("joint.saved");
            case STALE -> {
                form.reject("", request.text("joint.stale"));
                yield page(request, found, form, joints.of(round), saved.stale()).withStatus(409);
            }
            case CLOSED -> {
                form.reject("", request.text("joint.closed"));
                yield page(request, found, form, joints.of(round), List.of()).withStatus(409);
            }
        };
    }

    private static JointRepository.Joint read(Request request, FormView form, String statement) {
        String level = form.value("level-" + statement);
        if (!level.isEmpty() && !level.matches("[1-" + Framework.LEVELS + "]")) {
            form.reject("level-" + statement, request.text("answer.invalid"));
            level = "";
        }
        String comment = form.value("comment-" + statement);
        String evidence = form.value("evidence-" + statement);
        if (comment.length() > LONGEST) {
            form.reject("comment-" + statement, request.text("joint.long", LONGEST));
        }
        if (evidence.length() > LONGEST) {
            form.reject("evidence-" + statement, request.text("joint.long", LONGEST));
        }
        int version = Rounds.number(form.value("version-" + statement)).orElse(0L).intValue();
        return new JointRepository.Joint(level.isEmpty() ? null : Integer.valueOf(level), comment, evidence, version);
    }
}
