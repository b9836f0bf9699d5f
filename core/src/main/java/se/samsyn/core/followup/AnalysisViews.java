package se.samsyn.core.followup;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import se.samsyn.api.web.Request;
import se.samsyn.core.database.Times;
import se.samsyn.core.people.User;
import se.samsyn.core.people.UserRepository;
import se.samsyn.core.planning.ActivityService;
import se.samsyn.core.planning.ActivityView;
import se.samsyn.core.planning.AnalysisView;
import se.samsyn.core.planning.AnalysisView.CauseView;
import se.samsyn.core.planning.Cause;
import se.samsyn.core.web.HttpRequest;

/** Analyses as they are read, with who wrote them and what is done about their causes. */
final class AnalysisViews {

    private final UserRepository users;
    private final ActivityService activities;
    private final Clock clock;

    AnalysisViews(UserRepository users, ActivityService activities, Clock clock) {
        this.users = users;
        this.activities = activities;
        this.clock = clock;
    }

    /** By their ids. */
    Map<Long, AnalysisView> of(Request request, Collection<Analysis> analyses) {
        return views(analyses, activities(request, analyses.stream().flatMap(a -> a.causes().stream()).toList()));
    }

    /** By their ids, without what is done. */
    Map<Long, AnalysisView> texts(Collection<Analysis> analyses) {
        return views(analyses, Map.of());
    }

    /** What is done about these causes of what the caller may read, by the ids of the causes. */
    Map<Long, List<ActivityView>> activities(Request request, List<Cause> causes) {
        LocalDate today = Times.date(clock.instant());
        Map<Long, List<ActivityView>> byCause = new HashMap<>();
        activities
                .ofCauses(HttpRequest.user(request), causes.stream().map(Cause::id).toList())
                .forEach((cause, rows) -> byCause.put(
                        cause,
                        rows.stream().map(row -> ActivityView.of(request, row, Map.of(), today)).toList()));
        return byCause;
    }

    private Map<Long, AnalysisView> views(Collection<Analysis> analyses, Map<Long, List<ActivityView>> activities) {
        Map<Long, User> authors = users.find(
                analyses.stream().map(Analysis::authorId).filter(Objects::nonNull).collect(Collectors.toSet()));
        Map<Long, AnalysisView> views = new HashMap<>();
        for (Analysis analysis : analyses) {
            User author = analysis.authorId() == null ? null : authors.get(analysis.authorId());
            views.put(
                    analysis.id(),
                    new AnalysisView(
                            analysis.result(),
                            analysis.causes().stream()
                                    .map(cause -> new CauseView(cause, activities.getOrDefault(cause.id(), List.of())))
                                    .toList(),
                            analysis.conclusion(),
                            author == null ? null : author.name(),
                            analysis.writtenAt(),
                            Addresses.ANALYSES + analysis.id()));
        }
        return views;
    }
}
