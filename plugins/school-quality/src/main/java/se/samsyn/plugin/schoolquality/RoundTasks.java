package se.samsyn.plugin.schoolquality;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import se.samsyn.api.access.Role;
import se.samsyn.api.organisation.Unit;
import se.samsyn.api.people.Person;
import se.samsyn.api.web.Request;
import se.samsyn.api.work.TaskSource;

/** What a round waits for from a person: that they answer, or that they lead the joint assessment. */
final class RoundTasks implements TaskSource {

    private static final int MOST = 25;

    private final RoundRepository rounds;
    private final AnswerRepository answers;
    private final FrameworkRepository frameworks;

    RoundTasks(RoundRepository rounds, AnswerRepository answers, FrameworkRepository frameworks) {
        this.rounds = rounds;
        this.answers = answers;
        this.frameworks = frameworks;
    }

    @Override
    public List<Task> tasks(Request request) {
        Set<String> answering = request.caller().unitsWith(Views.ANSWER);
        List<RoundRepository.Waiting> waiting = rounds.waiting(answering, request.caller().id(), MOST);
        if (waiting.isEmpty()) {
            return List.of();
        }
        // A principal leads the work that they take part in; those above do not lead it for them.
        Set<String> leading = new HashSet<>(request.caller().unitsWith(Views.MANAGE));
        leading.retainAll(answering);
        Map<String, Unit> units = request.services()
                .units()
                .find(waiting.stream().map(w -> w.round().unitId()).collect(Collectors.toSet()));
        Map<Long, Framework> byId = frameworks.byId();
        List<Task> tasks = new ArrayList<>();
        for (RoundRepository.Waiting one : waiting) {
            Unit unit = units.get(one.round().unitId());
            Framework framework = byId.get(one.round().frameworkId());
            if (unit != null && framework != null) {
                add(tasks, request, one, Views.place(request, one.round(), framework, unit), leading.contains(unit.id()));
            }
        }
        return tasks;
    }

    private void add(
            List<Task> tasks, Request request, RoundRepository.Waiting waiting, Views.Place place, boolean leads) {
        Round round = waiting.round();
        if (round.state() == Round.State.OPEN && !waiting.handedIn()) {
            tasks.add(new Task(
                    request.text("task.answer", place.unit()),
                    request.text("task.reason", place.framework(), place.period()),
                    null,
                    "list-checks",
                    round.path() + "/answer",
                    request.text(waiting.begun() ? "task.continue" : "task.begin")));
        }
        if (leads && round.state() == Round.State.JOINT) {
            tasks.add(joint(request, place, "task.joint.reason", round.path() + "/joint"));
        }
        if (leads && round.state() == Round.State.OPEN && everyoneHasAnswered(request, round)) {
            tasks.add(joint(request, place, "task.joint.in", round.path()));
        }
    }

    private static Task joint(Request request, Views.Place place, String reason, String path) {
        return new Task(
                request.text("task.joint", place.unit()),
                request.text(reason, place.framework(), place.period()),
                null,
                "users",
                path,
                request.text("task.joint.open"));
    }

    /** Those who work on the unit; whoever leads it need not wait for themselves. */
    private boolean everyoneHasAnswered(Request request, Round round) {
        Set<String> handedIn = answers.participants(round.id()).stream()
                .filter(participant -> participant.handedInAt() != null)
                .map(AnswerRepository.Participant::personId)
                .collect(Collectors.toSet());
        return !handedIn.isEmpty()
                && request.services().people().withRole(Role.EMPLOYEE, round.unitId()).stream()
                        .map(Person::id)
                        .allMatch(handedIn::contains);
    }
}
