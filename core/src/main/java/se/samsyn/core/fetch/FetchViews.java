package se.samsyn.core.fetch;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.web.Request;
import se.samsyn.core.access.CorePermissions;
import se.samsyn.core.job.JobStatus;
import se.samsyn.core.organisation.UnitRepository;
import se.samsyn.core.settings.FetchSettings;
import se.samsyn.core.web.HttpRequest;

/** What has been fetched and what is, in words. */
final class FetchViews {

    private final FetchService service;
    private final FetchSettings settings;
    private final UnitRepository units;
    private final Function<Set<Long>, Map<Long, String>> names;

    FetchViews(
            FetchService service,
            FetchSettings settings,
            UnitRepository units,
            Function<Set<Long>, Map<Long, String>> names) {
        this.service = service;
        this.units = units;
        this.settings = settings;
        this.names = names;
    }

    /**
     * A source's card.
     *
     * @param address where it is fetched
     * @param scope what is fetched, in sentences
     * @param uncoded where one says which municipality this is, for someone who may, when nobody has; else null
     * @param nightly whether every night
     * @param night at what time
     * @param open the run that waits or goes on; null when there is none
     * @param progress how far it is; empty when it does not say
     * @param next when the night comes; null when it is not fetched by night
     * @param runs the latest that are over, newest first
     * @param more whether there are others
     */
    public record Card(
            String code,
            String title,
            String address,
            List<String> scope,
            @Nullable String uncoded,
            boolean nightly,
            String night,
            int version,
            @Nullable Run open,
            String progress,
            boolean ending,
            @Nullable Instant next,
            List<Run> runs,
            boolean more) {}

    /**
     * A run.
     *
     * @param who in words
     * @param reasons why it failed or was held, in sentences
     * @param held whether it waits for someone's word
     */
    public record Run(
            long id,
            String source,
            String state,
            String text,
            String color,
            Instant asked,
            long seconds,
            String who,
            FetchRun.Counts counts,
            int requests,
            List<String> reasons,
            boolean held) {}

    Card card(Source source, int most, Request request) {
        List<FetchRun> runs = service.latest(source, 0, most + 2);
        Map<Long, String> people = people(runs);
        FetchRun open = runs.stream().filter(run -> run.state().open()).findFirst().orElse(null);
        List<Run> over = runs.stream()
                .filter(run -> !run.state().open())
                .map(run -> run(run, people, request))
                .toList();
        JobStatus job = service.job(source).orElse(null);
        JobStatus.Running running = job == null ? null : job.running();
        FetchSchedule schedule = service.schedule(source);
        return new Card(
                source.code(),
                source.title(),
                source.address(settings).toString(),
                scope(source, request),
                uncoded(source, request),
                schedule.nightly(),
                time(service.night(source), request),
                schedule.version(),
                open == null ? null : run(open, people, request),
                running == null ? "" : running.progress(),
                running != null && running.ending(),
                job == null || !schedule.nightly() ? null : job.next(),
                over.stream().limit(most).toList(),
                over.size() > most);
    }

    private @Nullable String uncoded(Source source, Request request) {
        return units.root()
                .filter(root -> source == Source.KOLADA && KoladaFetch.code(root) == null)
                .filter(root -> HttpRequest.user(request).may(CorePermissions.UNIT_EDIT, root.id()))
                .map(root -> "/units/" + root.id() + "/edit")
                .orElse(null);
    }

    private static String time(LocalTime time, Request request) {
        return "%02d%s%02d".formatted(time.getHour(), request.locale().getLanguage().equals("en") ? ":" : ".", time.getMinute());
    }

    Map<Long, String> people(List<FetchRun> runs) {
        return names.apply(runs.stream().map(FetchRun::personId).filter(Objects::nonNull).collect(Collectors.toSet()));
    }

    Run run(FetchRun run, Map<Long, String> people, Request request) {
        Instant ended = run.ended();
        return new Run(
                run.id(),
                run.source().title(),
                run.state().name(),
                request.text("fetch.state." + run.state()),
                color(run.state()),
                run.asked(),
                ended == null ? 0 : Duration.between(run.asked(), ended).toSeconds(),
                run.personId() == null
                        ? request.text("fetch.who.night")
                        : people.getOrDefault(run.personId(), request.text("fetch.who.gone")),
                run.counts(),
                run.requests(),
                run.reasons().stream()
                        .map(said -> request.text(said.key(), said.arguments().toArray()))
                        .toList(),
                run.state() == FetchRun.State.HELD);
    }

    private static String color(FetchRun.State state) {
        return switch (state) {
            case DONE -> "success";
            case FAILED -> "danger";
            case HELD, CUT_OFF -> "warning";
            case WAITING, RUNNING -> "info";
            case CANCELLED -> "neutral";
        };
    }

    /** What there is to fetch here. */
    private List<String> scope(Source source, Request request) {
        FetchRepository.Scope scope = service.scope(source);
        return source == Source.SKOLVERKET
                ? List.of(request.text("fetch.scope.schools", scope.schools()))
                : List.of(
                        request.text("fetch.scope.catalogue"),
                        request.text("fetch.scope.indicators", scope.indicators()),
                        request.text("fetch.scope.units", scope.schools()));
    }
}
