package se.samsyn.plugin.meetings;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import se.samsyn.api.web.Request;
import se.samsyn.api.work.TaskSource;

/** What meetings wait for from a person: minutes to mend or to sign, and items to present in the week to come. */
final class MeetingTasks implements TaskSource {

    private static final int MOST = 20;
    private static final int LONGEST_REASON = 150;
    /** How many meetings are looked at for those whose minutes wait for the one who asks. */
    private static final int ASKED = 200;
    private static final Duration SOON = Duration.ofDays(7);
    /** How long one has to sign before it is late. */
    private static final int DAYS_TO_SIGN = 14;

    private final Store store;
    private final TaskRepository repository;
    private final Insight insight;
    private final Clock clock;

    MeetingTasks(Store store, Insight insight, Clock clock) {
        this.store = store;
        this.repository = store.tasks();
        this.insight = insight;
        this.clock = clock;
    }

    @Override
    public List<Task> tasks(Request request) {
        Insight.Reach reach = insight.reach(request.caller());
        List<Task> tasks = new ArrayList<>();
        addMending(tasks, request, reach);
        addSigning(tasks, request, reach);
        Instant now = clock.instant();
        for (TaskRepository.Presenting one : repository.presenting(reach, now, now.plus(SOON), MOST)) {
            tasks.add(new Task(
                    request.text("task.present", one.title()),
                    request.text("task.present.reason", one.series()),
                    Times.day(one.startsAt()),
                    "users",
                    "/meetings/" + one.meetingId() + "/items/" + one.itemId(),
                    request.text("task.open")));
        }
        return tasks;
    }

    /** For whoever leads a meeting whose minutes an attester wants changed. */
    private void addMending(List<Task> tasks, Request request, Insight.Reach reach) {
        List<TaskRepository.SentBack> asked = repository.sentBack(reach, ASKED);
        Set<Long> standsIn = insight.standsIn(
                request,
                asked.stream().filter(one -> !one.leads()).map(one -> one.meeting().seriesId()).collect(Collectors.toSet()));
        List<TaskRepository.SentBack> sentBack = asked.stream()
                .filter(one -> one.leads() || standsIn.contains(one.meeting().seriesId()))
                .limit(MOST)
                .toList();
        Map<String, String> names =
                Views.names(request, sentBack.stream().map(TaskRepository.SentBack::personId).toList());
        for (TaskRepository.SentBack one : sentBack) {
            tasks.add(new Task(
                    request.text("task.mend", one.series()),
                    request.text("task.mend.reason", Views.who(names, one.personId(), request).name(), brief(one.why())),
                    one.meeting().day().plusDays(DAYS_TO_SIGN),
                    "undo-2",
                    one.meeting().address().substring(Series.BASE.length()),
                    request.text("task.open")));
        }
    }

    /** A row of a list has room for no more; the meeting's page says it all. */
    private static String brief(String why) {
        String line = why.strip().replaceAll("\\s+", " ");
        if (line.length() <= LONGEST_REASON) {
            return line;
        }
        int space = line.lastIndexOf(' ', LONGEST_REASON);
        int end = space > LONGEST_REASON / 2 ? space : line.offsetByCodePoints(0, line.codePointCount(0, LONGEST_REASON));
        return line.substring(0, end) + " …";
    }

    private void addSigning(List<Task> tasks, Request request, Insight.Reach reach) {
        List<TaskRepository.Unsigned> unsigned = repository.unsigned(reach, ASKED);
        Map<Long, List<Member>> leading =
                repository.leading(unsigned.stream().map(one -> one.meeting().seriesId()).distinct().toList());
        Map<Long, Map<String, Boolean>> presence =
                repository.presence(unsigned.stream().map(one -> one.meeting().id()).toList());
        Map<Long, List<RollRepository.Entry>> rolls =
                store.rolls().of(unsigned.stream().map(one -> one.meeting().id()).toList());
        int added = 0;
        for (TaskRepository.Unsigned one : unsigned) {
            Meeting meeting = one.meeting();
            List<Member> then = leading.getOrDefault(meeting.seriesId(), List.of()).stream()
                    .filter(member -> memberOn(member, meeting.day()))
                    .toList();
            Map<String, Boolean> there = presence.getOrDefault(meeting.id(), Map.of());
            List<RollRepository.Entry> roll = rolls.getOrDefault(meeting.id(), List.of());
            boolean mine = (roll.isEmpty() ? Signers.of(then, there) : Roll.signers(meeting, roll, there)).stream()
                    .anyMatch(member -> member.personId().equals(reach.personId()));
            if (mine && added++ < MOST) {
                String day = Times.shortDay(meeting.day(), request.locale());
                tasks.add(new Task(
                        request.text("task.sign", one.series()),
                        request.text("task.sign.reason", day),
                        meeting.day().plusDays(DAYS_TO_SIGN),
                        "list-checks",
                        "/meetings/" + meeting.id(),
                        request.text("task.open")));
            }
        }
    }

    private static boolean memberOn(Member member, LocalDate day) {
        return !member.from().isAfter(day) && (member.to() == null || !member.to().isBefore(day));
    }
}
