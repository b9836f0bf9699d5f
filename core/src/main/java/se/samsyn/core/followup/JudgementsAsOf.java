package se.samsyn.core.followup;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import se.samsyn.core.change.ChangeLog;
import se.samsyn.core.people.User;
import se.samsyn.core.people.UserRepository;

/** Judgements of goals as they were at an instant, with whether they were handed in then. */
final class JudgementsAsOf {

    private final StatedRepository said;
    private final UserRepository users;
    private final ChangeLog changes;

    JudgementsAsOf(StatedRepository said, UserRepository users, ChangeLog changes) {
        this.said = said;
        this.users = users;
        this.changes = changes;
    }

    /** Those that were there, the oldest first. */
    List<Stated> of(Collection<Long> goalIds, Instant until) {
        List<Stated> now = said.ofGoals(goalIds);
        Map<Long, Assessment> judged = changes.asOf(
                AssessmentService.ENTITY,
                now.stream().map(stated -> stated.assessment().id()).toList(),
                until,
                Assessment.class);
        Map<Long, FollowUp> followUps = changes.asOf(
                FollowUpService.ENTITY,
                now.stream().map(stated -> stated.assessment().followUpId()).distinct().toList(),
                until,
                FollowUp.class);
        Map<Long, User> authors = users.find(judged.values().stream()
                .map(Assessment::authorId)
                .filter(Objects::nonNull)
                .distinct()
                .toList());
        return now.stream()
                .filter(stated -> {
                    Assessment was = judged.get(stated.assessment().id());
                    return was != null && was.status() != null && followUps.containsKey(was.followUpId());
                })
                .map(stated -> {
                    Assessment was = judged.get(stated.assessment().id());
                    User author = was.authorId() == null ? null : authors.get(was.authorId());
                    return new Stated(
                            was,
                            stated.unitId(),
                            stated.cycleName(),
                            stated.period(),
                            followUps.get(was.followUpId()).state(),
                            author == null ? null : author.name());
                })
                .toList();
    }
}
