package se.samsyn.plugin.schoolquality;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.PluginContext;
import se.samsyn.api.web.Request;
import se.samsyn.api.web.Response;

/** One round: where it is, who has taken part, what was decided, and the way to the next step. */
final class RoundPage {

    /** The setting that says how many must have handed in, and answered a statement, before its spread is shown. */
    static final String LEAST = "least-answers";

    private static final int HISTORY = 50;

    private final Rounds finding;
    private final RoundRepository rounds;
    private final AnswerRepository answers;
    private final JointRepository joints;
    private final PluginContext context;

    RoundPage(
            Rounds finding,
            RoundRepository rounds,
            AnswerRepository answers,
            JointRepository joints,
            PluginContext context) {
        this.finding = finding;
        this.rounds = rounds;
        this.answers = answers;
        this.joints = joints;
        this.context = context;
    }

    /** Someone who takes part. */
    public record Person(String name, @Nullable Instant handedInAt) {}

    /** A change as core's history macro shows it. */
    public record HistoryLine(String who, String initials, Instant at, String what, List<HistoryField> fields) {}

    /** A field with its old and new value. */
    public record HistoryField(String label, @Nullable String before, @Nullable String after) {}

    Response show(Request request) {
        return finding.with(request, this::page);
    }

    private Response page(Request request, Rounds.Found found) {
        Round round = found.round();
        boolean inside = found.inside(request);
        boolean manages = found.manages(request);
        List<AnswerRepository.Participant> participants = answers.participants(round.id());
        int handedIn = (int) participants.stream().filter(p -> p.handedInAt() != null).count();
        boolean decided = round.state() == Round.State.LOCKED || round.state() == Round.State.JOINT && inside;
        boolean showSpread = inside && round.state() != Round.State.OPEN && handedIn >= least();
        Optional<AnswerRepository.Participant> own = participants.stream()
                .filter(p -> p.personId().equals(request.caller().id()))
                .findFirst();
        List<ChangeTrail.Entry> changes = inside ? rounds.history(round.id(), HISTORY) : List.of();
        Map<String, String> names = names(request, manages ? participants : List.of(), changes);
        Map<String, Object> model = new HashMap<>();
        model.put("place", Views.place(request, round, found.framework(), found.unit()));
        model.put("color", RoundPages.color(round.state()));
        model.put("steps", Views.steps(request, round));
        model.put("manages", manages);
        model.put("mayAnswer", request.caller().may(Views.ANSWER, found.unit().id()));
        model.put("ownHandedIn", own.map(AnswerRepository.Participant::handedInAt).isPresent());
        model.put("begun", participants.size());
        model.put("handedIn", handedIn);
        model.put("least", least());
        model.put("people", manages ? people(participants, names) : List.of());
        model.put("decided", decided);
        model.put("showSpread", showSpread);
        model.put("levelNames", found.framework().content().levels());
        model.put(
                "blocks",
                decided
                        ? Views.blocks(
                                request,
                                found.framework(),
                                joints.of(round.id()),
                                showSpread ? answers.spread(round.id(), least()) : Map.of())
                        : List.of());
        model.put("items", history(request, found.framework(), changes, names));
        return Response.page("school-quality/round", model);
    }

    int least() {
        return Integer.parseInt(context.setting(LEAST));
    }

    private static Map<String, String> names(
            Request request, List<AnswerRepository.Participant> participants, List<ChangeTrail.Entry> changes) {
        return request.services()
                .people()
                .names(Stream.concat(
                                participants.stream().map(AnswerRepository.Participant::personId),
                                changes.stream().map(ChangeTrail.Entry::personId))
                        .collect(Collectors.toSet()));
    }

    private static List<Person> people(List<AnswerRepository.Participant> participants, Map<String, String> names) {
        return participants.stream()
                .map(p -> new Person(names.getOrDefault(p.personId(), p.personId()), p.handedInAt()))
                .toList();
    }

    /** The log of participation is shown as the list of people; here is what was done with the round. */
    private static List<HistoryLine> history(
            Request request, Framework framework, List<ChangeTrail.Entry> changes, Map<String, String> names) {
        List<HistoryLine> lines = new ArrayList<>();
        for (ChangeTrail.Entry entry : changes) {
            if (entry.field().equals("participation")) {
                continue;
            }
            String name = names.getOrDefault(entry.personId(), "");
            lines.add(new HistoryLine(
                    name,
                    initials(name),
                    entry.at(),
                    request.text("history.changed"),
                    List.of(field(request, framework, entry))));
        }
        return lines;
    }

    private static HistoryField field(Request request, Framework framework, ChangeTrail.Entry entry) {
        if (entry.field().equals("state")) {
            return new HistoryField(
                    request.text("history.state"), state(request, entry.before()), state(request, entry.after()));
        }
        String[] parts = entry.field().split(":", 2);
        String statement = framework.statement(parts[1]).map(Framework.Statement::text).orElse(parts[1]);
        return new HistoryField(
                request.text("history." + parts[0], statement), entry.before(), entry.after());
    }

    private static @Nullable String state(Request request, @Nullable String state) {
        return state == null ? null : request.text("round.state." + state);
    }

    private static String initials(String name) {
        return Stream.of(name.split(" "))
                .filter(part -> !part.isEmpty())
                .map(part -> part.substring(0, 1))
                .limit(2)
                .collect(Collectors.joining());
    }

    /** Takes the round to the joint step. */
    Response join(Request request) {
        return finding.with(request, (r, found) -> advance(r, found, Round.State.OPEN, Round.State.JOINT));
    }

    /** Locks the round, which needs at least one statement decided. */
    Response lock(Request request) {
        return finding.with(request, (r, found) -> {
            boolean nothing = joints.of(found.round().id()).values().stream().allMatch(joint -> joint.level() == null);
            return nothing
                    ? Response.redirect(found.round().address()).withFailure("round.lock.nothing")
                    : advance(r, found, Round.State.JOINT, Round.State.LOCKED);
        });
    }

    private Response advance(Request request, Rounds.Found found, Round.State from, Round.State to) {
        String sent = String.valueOf(request.form("version"));
        int version = Rounds.number(sent).orElse(0L).intValue();
        boolean done = found.round().state() == from
                && rounds.advance(found.round(), to, version, request.caller().id());
        return done
                ? Response.redirect(found.round().address()).withNotice("round.advanced." + to)
                : Response.problem(409, "stale-version", request.text("web.error.stale"));
    }
}
