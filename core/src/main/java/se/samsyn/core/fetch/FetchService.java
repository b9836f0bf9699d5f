package se.samsyn.core.fetch;

import java.time.Clock;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.samsyn.core.access.CorePermissions;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.access.Grant;
import se.samsyn.core.change.ChangeLog;
import se.samsyn.core.database.Database;
import se.samsyn.core.fetch.FetchRun.State;
import se.samsyn.core.job.JobStatus;
import se.samsyn.core.web.NotFound;
import se.samsyn.core.web.Rejection;
import se.samsyn.core.web.StaleVersion;

/** What people do about fetching: ask for it, end it, and let it be done by night. */
final class FetchService {

    static final String ENTITY = "fetch";

    private final Database database;
    private final FetchRepository repository;
    private final FetchJobs jobs;
    private final ChangeLog changes;
    private final Clock clock;

    FetchService(Database database, FetchRepository repository, FetchJobs jobs, ChangeLog changes, Clock clock) {
        this.database = database;
        this.repository = repository;
        this.jobs = jobs;
        this.changes = changes;
        this.clock = clock;
    }

    /** Fetching is for those who may import on the whole municipality. */
    static Grant require(CurrentUser who) {
        return who.requireOnAll(CorePermissions.IMPORT_RUN);
    }

    /**
     * Asks for all that is wanted of a source, now.
     *
     * @param confirmed whether what is doubtful is to be saved all the same
     * @throws Rejection when it is being fetched already
     */
    FetchRun ask(CurrentUser who, Source source, boolean confirmed) {
        require(who);
        FetchRun asked = database.write(() -> {
            FetchRun open = repository.open(source).orElse(null);
            if (open != null && (open.state() == State.WAITING || jobs.busy(source))) {
                throw Rejection.of("", "fetch.error.running", source.title());
            }
            if (open != null) {
                repository.update(open.ended(State.CUT_OFF, clock.instant(), 0, FetchRun.Counts.NONE, List.of()));
            }
            long id = repository.insert(source, State.WAITING, who.userId(), confirmed, clock.instant());
            return repository.find(id).orElseThrow();
        });
        jobs.wake(source);
        return asked;
    }

    /** Ends a run that waits or goes on; nothing of it is saved. False when it was over already. */
    boolean cancel(CurrentUser who, long id) {
        require(who);
        FetchRun run = find(id);
        boolean waiting = database.write(() -> {
            FetchRun now = repository.find(id).orElseThrow();
            if (now.state() == State.WAITING) {
                repository.update(now.ended(State.CANCELLED, clock.instant(), 0, FetchRun.Counts.NONE, List.of()));
            }
            return now.state() == State.WAITING;
        });
        return waiting || shown(find(id)).state() == State.RUNNING && jobs.cancel(run.source());
    }

    /**
     * Says whether a source is fetched every night.
     *
     * @param version the one that was seen
     * @throws StaleVersion when someone else has said something meanwhile
     */
    FetchSchedule schedule(CurrentUser who, Source source, boolean nightly, int version) {
        Grant grant = require(who);
        return database.write(() -> {
            FetchSchedule before = repository.schedule(source);
            if (before.version() != version) {
                throw new StaleVersion(ENTITY, source.id(), version);
            }
            if (before.nightly() == nightly) {
                return before;
            }
            FetchSchedule after = new FetchSchedule(source, nightly, version + 1);
            repository.save(after);
            changes.record(grant, ENTITY, source.id(), after.version(), null, new Kept(nightly));
            database.afterCommit(() -> jobs.reschedule(source));
            return after;
        });
    }

    /** What the history keeps of it. */
    record Kept(boolean nightly) {}

    FetchSchedule schedule(Source source) {
        return repository.schedule(source);
    }

    /**
     * @throws NotFound when there is no such run, or no longer
     */
    FetchRun find(long id) {
        return repository.find(id).map(this::shown).orElseThrow(() -> new NotFound("fetch " + id));
    }

    List<FetchRun> latest(Source source, int offset, int limit) {
        return repository.latest(source, offset, limit).stream().map(this::shown).toList();
    }

    int count(Source source) {
        return repository.count(source);
    }

    List<FetchRun> after(@Nullable Source source, long id, int limit) {
        return repository.after(source, id, limit).stream().map(this::shown).toList();
    }

    List<FetchRow> rows(long run, FetchRow.@Nullable State state, int after, int limit) {
        return repository.rows(run, state, after, limit);
    }

    /** What there is here to fetch figures of. */
    FetchRepository.Scope scope(Source source) {
        return repository.scope(source);
    }

    /** How many rows of each state are kept of a run. */
    Map<FetchRow.State, Integer> countRows(long run) {
        return repository.countRows(run);
    }

    /** When it is fetched by night. */
    LocalTime night(Source source) {
        return jobs.night(source);
    }

    /** How its job stands. */
    Optional<JobStatus> job(Source source) {
        return jobs.status(source);
    }

    /** Whether anything is run here at all. */
    boolean working() {
        return jobs.started();
    }

    /** One that says that it goes on, though nothing does, ended when the server did. */
    private FetchRun shown(FetchRun run) {
        return run.state() == State.RUNNING && !jobs.busy(run.source()) ? run.as(State.CUT_OFF) : run;
    }
}
