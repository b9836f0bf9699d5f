package se.samsyn.core.fetch;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import se.samsyn.api.Texts;
import se.samsyn.core.access.AccessDenied;
import se.samsyn.core.access.CorePermissions;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.database.Database;
import se.samsyn.core.database.Times;
import se.samsyn.core.fetch.FetchFailure.Reason;
import se.samsyn.core.fetch.FetchRun.State;
import se.samsyn.core.imports.Counts;
import se.samsyn.core.imports.ImportRequest;
import se.samsyn.core.imports.ImportService;
import se.samsyn.core.imports.ImportService.Said;
import se.samsyn.core.imports.ImportService.Taken;
import se.samsyn.core.imports.ImportService.Uploads;
import se.samsyn.core.imports.ImportType;
import se.samsyn.core.imports.StagedRow;
import se.samsyn.core.imports.format.ImportOptions;
import se.samsyn.core.job.RunningJob;
import se.samsyn.core.measuring.MeasuringModule;
import se.samsyn.core.organisation.UnitRepository;
import se.samsyn.core.settings.FetchSettings;
import se.samsyn.core.web.Rejection;
import se.samsyn.core.web.Words;

/** Fetches all that is wanted of a source, then takes it in at once or not at all, and writes down how it went. */
final class FetchJob {

    /** What one can read of a run; beyond that a source has changed so much that nobody reads it row by row. */
    static final int MOST_ROWS = 2000;

    static final int RUNS_KEPT = 100;

    private static final Logger LOG = LoggerFactory.getLogger(FetchJob.class);

    private final Parts parts;

    FetchJob(Parts parts) {
        this.parts = parts;
    }

    /**
     * What it works with.
     *
     * @param people finds who asked, as they are now; null when they are gone
     * @param system the system itself, for the night's work
     * @param texts in the municipality's own language
     */
    record Parts(
            FetchSettings settings,
            Database database,
            FetchRepository repository,
            UnitRepository units,
            MeasuringModule measuring,
            ImportService imports,
            People people,
            Supplier<CurrentUser> system,
            Supplier<Texts> texts,
            Pause pause,
            Clock clock) {}

    /** Finds people. */
    @FunctionalInterface
    interface People {
        @Nullable CurrentUser find(long id);
    }

    String run(Source source, RunningJob job) {
        FetchRun run = parts.database().write(() -> begin(source));
        Kept rows = new Kept();
        FetchRun ended = attempt(run, rows, job);
        // An interrupt that came too late must not hit the writing down.
        boolean late = Thread.interrupted();
        LOG.info("Fetched from {}: {} {}", source.title(), ended.state(), late ? "(interrupted)" : ended.counts());
        parts.database().write(() -> {
            parts.repository().update(ended);
            parts.repository().insertRows(ended.id(), rows.rows);
            parts.repository().forgetOld(source, RUNS_KEPT);
        });
        return told(ended);
    }

    /** What waits, or the night's work. */
    private FetchRun begin(Source source) {
        FetchRun open = parts.repository().open(source).orElse(null);
        if (open != null && open.state() == State.RUNNING) {
            parts.repository().update(open.ended(State.CUT_OFF, parts.clock().instant(), 0, FetchRun.Counts.NONE, List.of()));
            open = null;
        }
        if (open == null) {
            long id = parts.repository().insert(source, State.RUNNING, null, false, parts.clock().instant());
            return parts.repository().find(id).orElseThrow();
        }
        FetchRun running = open.as(State.RUNNING);
        parts.repository().update(running);
        return running;
    }

    private FetchRun attempt(FetchRun run, Kept rows, RunningJob job) {
        FetchSettings settings = parts.settings();
        Transport transport =
                new Transport(run.source().address(settings), settings.proxy(), parts.pause(), parts.clock());
        Uploads uploads = parts.imports().uploads();
        try {
            CurrentUser who = who(run);
            Progress progress = new Progress(job::cancelled, step -> job.progress(
                    parts.texts().get().text("fetch.step." + step.what(), step.number(), step.of())));
            Fetched fetched = fetch(run.source(), transport, uploads.path(), who, progress);
            progress.at("save", 1, 1);
            Taken taken = take(run, fetched, who, rows);
            return run.ended(
                    taken.saved() ? State.DONE : State.HELD, parts.clock().instant(), transport.requests(),
                    rows.counts(taken.counts()), taken.doubts());
        } catch (InterruptedException e) {
            return stopped(run, transport, job);
        } catch (FetchFailure failure) {
            return failed(run, transport, failure.reason(), failure.details());
        } catch (AccessDenied denied) {
            return failed(run, transport, Reason.NO_ACCESS, List.of());
        } catch (Rejection rejection) {
            return over(run, State.FAILED, transport, rejection.reasons().stream()
                    .map(reason -> new Said(reason.key(), texts(reason.arguments())))
                    .toList());
        } catch (IOException | RuntimeException e) {
            if (job.cancelled()) {
                return stopped(run, transport, job);
            }
            LOG.error("Fetching from {} failed", run.source().title(), e);
            return failed(run, transport, Reason.BROKEN, List.of());
        } finally {
            parts.imports().drop(uploads);
        }
    }

    private CurrentUser who(FetchRun run) {
        if (run.personId() == null) {
            return parts.system().get();
        }
        CurrentUser who = parts.people().find(run.personId());
        if (who == null) {
            throw new AccessDenied(CorePermissions.IMPORT_RUN);
        }
        who.requireOnAll(CorePermissions.IMPORT_RUN);
        return who;
    }

    private Fetched fetch(Source source, Transport transport, Path folder, CurrentUser who, Progress progress)
            throws FetchFailure, InterruptedException, IOException {
        if (source == Source.SKOLVERKET) {
            return new SkolverketFetch(parts.units(), parts.measuring().published())
                    .fetch(new SkolverketClient(transport, parts.settings().skolverket(), folder), progress);
        }
        return new KoladaFetch(parts.units(), parts.measuring(), Times.date(parts.clock().instant()))
                .fetch(
                        new KoladaClient(transport, parts.settings().kolada(), folder),
                        who.mayOnAll(CorePermissions.UNIT_EDIT),
                        progress);
    }

    private Taken take(FetchRun run, Fetched fetched, CurrentUser who, Kept rows) {
        ImportType type = new ImportType(
                "fetch-" + run.source().code(), fetched.reader(), CorePermissions.IMPORT_RUN, "", Set.of(),
                new Wording(run.source().title()));
        ImportOptions options = new ImportOptions(null, null, Map.of(), false, null, run.confirmed());
        return parts.imports().take(new ImportRequest(type, fetched.files(), options, false), who, rows::add);
    }

    /** It is not for people to choose. */
    private record Wording(String title) implements ImportType.Wording {

        @Override
        public String title(Words words, Locale locale) {
            return title;
        }

        @Override
        public String help(Words words, Locale locale) {
            return "";
        }
    }

    /** What is kept of the rows that changed something or were refused. */
    private static final class Kept {

        private final List<FetchRow> rows = new ArrayList<>();
        private long withdrawn;

        void add(StagedRow row) {
            withdrawn += row.withdrawn() ? 1 : 0;
            if (rows.size() < MOST_ROWS) {
                rows.add(FetchRow.of(rows.size() + 1, row));
            }
        }

        FetchRun.Counts counts(Counts of) {
            return new FetchRun.Counts(
                    of.created(), of.changed() - withdrawn, withdrawn, of.unchanged(), of.skipped(), of.rejected());
        }
    }

    private FetchRun stopped(FetchRun run, Transport transport, RunningJob job) {
        return job.timedOut()
                ? failed(run, transport, Reason.TIMED_OUT, List.of())
                : over(run, State.CANCELLED, transport, List.of());
    }

    private FetchRun failed(FetchRun run, Transport transport, Reason reason, List<String> details) {
        return over(run, State.FAILED, transport, List.of(new Said("fetch.reason." + reason, details)));
    }

    private FetchRun over(FetchRun run, State how, Transport transport, List<Said> reasons) {
        return run.ended(how, parts.clock().instant(), transport.requests(), FetchRun.Counts.NONE, reasons);
    }

    private static List<String> texts(List<Object> arguments) {
        return arguments.stream().map(String::valueOf).toList();
    }

    /** What the list of jobs says of it. */
    private String told(FetchRun run) {
        Texts texts = parts.texts().get();
        if (run.state() == State.DONE) {
            FetchRun.Counts counts = run.counts();
            return texts.text("fetch.job.told", counts.created(), counts.changed(), counts.withdrawn());
        }
        return run.reasons().stream()
                .map(said -> texts.text(said.key(), said.arguments().toArray()))
                .findFirst()
                .orElseGet(() -> texts.text("fetch.state." + run.state()));
    }
}
