package se.samsyn.core.imports;

import static se.samsyn.core.access.CorePermissions.IMPORT_RUN;
import static se.samsyn.core.access.CorePermissions.UNIT_EDIT;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import se.samsyn.core.access.AccessDenied;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.access.Grant;
import se.samsyn.core.imports.file.InputFile;
import se.samsyn.core.imports.file.InputFiles;
import se.samsyn.core.imports.format.ImportOptions;
import se.samsyn.core.organisation.Unit;
import se.samsyn.core.web.Messages;
import se.samsyn.core.web.NotFound;
import se.samsyn.core.web.Rejection;

/** Takes files in, for the page and the command line alike. */
public final class ImportService {

    private static final String ORIGIN = "import";

    private final ImportParts parts;
    private final ImportTypes types;
    private final StagingFolder folder;
    private final Messages messages;

    ImportService(ImportParts parts, ImportTypes types, StagingFolder folder, Messages messages) {
        this.parts = parts;
        this.types = types;
        this.folder = folder;
        this.messages = messages;
    }

    /**
     * Imports, or tells what would happen.
     *
     * @throws Rejection when a file as a whole is not what it should be; nothing is saved
     * @throws AccessDenied when the user may not
     */
    public ImportReport run(ImportRequest request, CurrentUser who) {
        String id = stage(request, who);
        try {
            if (!request.dryRun()) {
                merge(id, who, request.options().confirmed());
            }
            return report(id, who);
        } finally {
            folder.drop(id);
        }
    }

    /** Where a file comes from. */
    @FunctionalInterface
    public interface Content {
        InputStream open() throws IOException;
    }

    /**
     * Imports a file that is no file of ours yet. Not to be called within a unit of work.
     *
     * @throws Rejection when it as a whole is not what it should be; nothing is saved
     * @throws AccessDenied when the user may not
     */
    public ImportReport run(ImportType type, String name, Content content, CurrentUser who) {
        if (parts.database().writing()) {
            throw new IllegalStateException("A file is not read while others wait for the database");
        }
        grant(type, acting(who));
        Uploads kept = uploads();
        try {
            Path file = kept.path().resolve("content");
            try (InputStream in = content.open()) {
                InputFiles.copy(name, in, file);
            }
            return run(new ImportRequest(type, List.of(new InputFile(name, file)), ImportOptions.NONE, false), who);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read what is to be imported", e);
        } finally {
            drop(kept);
        }
    }

    /**
     * Takes in what has been fetched: all of it, or nothing when something is doubtful and nobody has said that it shall be
     * so. Not to be called within a unit of work.
     *
     * @param changed is told of each row that changes what is there, is refused or is skipped, in this order
     * @throws Rejection when a file as a whole is not what it should be; nothing is saved
     * @throws AccessDenied when the user may not
     */
    public Taken take(ImportRequest request, CurrentUser who, Consumer<StagedRow> changed) {
        String id = stage(request, who);
        try (Staging staging = open(id, who)) {
            List<Said> doubts = staging.notes().stream()
                    .filter(Staging.Note::doubt)
                    .map(note -> new Said(note.key(), note.arguments()))
                    .toList();
            boolean save = doubts.isEmpty() || request.options().confirmed();
            if (save) {
                CurrentUser actor = acting(who);
                new ImportRun(parts, staging, actor, grant(request.type(), actor)).mergeFetched();
            }
            staging.rows(RowState.CHANGED, changed);
            staging.rows(RowState.REJECTED, changed);
            staging.rows(RowState.SKIPPED, changed);
            return new Taken(staging.counts(), save ? List.of() : doubts, save);
        } finally {
            folder.drop(id);
        }
    }

    /**
     * What became of what was fetched.
     *
     * @param doubts what made it wait for someone
     */
    public record Taken(Counts counts, List<Said> doubts, boolean saved) {}

    /** Something to say, as the key of a message and what it takes. */
    public record Said(String key, List<String> arguments) {}

    /** A folder for files that are to be imported; it goes when the import goes. */
    public Uploads uploads() {
        folder.dropExpired();
        String id = folder.newId();
        return new Uploads(id, folder.scratch(id));
    }

    /** Throws away what was uploaded. */
    public void drop(Uploads uploads) {
        folder.dropScratch(uploads.id());
    }

    /** A folder of uploaded files. */
    public record Uploads(String id, Path path) {}

    private String stage(ImportRequest request, CurrentUser who) {
        return stage(request, who, null);
    }

    /**
     * Reads the files and tells what would become of each row, for the person to look at before {@link #merge}.
     *
     * @param uploads where the files are kept for another reading; null when they are not ours to keep
     * @return what the waiting import is known by
     */
    String stage(ImportRequest request, CurrentUser who, @Nullable Uploads uploads) {
        CurrentUser actor = acting(who);
        Grant grant = grant(request.type(), actor);
        if (request.options().createOurs() || !request.options().create().isEmpty()) {
            require(UNIT_EDIT, actor);
        }
        folder.dropExpired();
        String id = folder.newId();
        try (Staging staging = Staging.create(folder.file(id))) {
            String kept = uploads == null ? null : uploads.id();
            WaitingImport.of(request, who, kept).writeTo(staging);
            ImportRun run = new ImportRun(parts, staging, actor, grant);
            run.read(request.type(), InputFiles.expand(request.files(), folder.scratch(id)), request.options());
            run.plan();
            return id;
        } catch (IOException e) {
            folder.drop(id);
            throw new UncheckedIOException("Cannot read what is to be imported", e);
        } catch (RuntimeException e) {
            folder.drop(id);
            throw e;
        } finally {
            folder.dropScratch(id);
        }
    }

    /**
     * Reads the same files again, and makes these units besides.
     *
     * @return what the waiting import is known by from now on
     */
    String stageCreating(String id, Map<String, String> units, CurrentUser who) {
        WaitingImport waiting;
        try (Staging staging = open(id, who)) {
            waiting = WaitingImport.of(staging);
        }
        if (waiting.uploads() == null || waiting.saved()) {
            throw new NotFound("import " + id);
        }
        ImportRequest request = new ImportRequest(
                type(waiting), waiting.files(), waiting.options().creating(units), waiting.dryRun());
        String next = stage(request, who, new Uploads(waiting.uploads(), folder.scratch(waiting.uploads())));
        folder.drop(id);
        return next;
    }

    /**
     * Saves what waits; a second time does nothing.
     *
     * @param confirmed whether the person goes on though something is doubtful
     * @throws Rejection when something is, and they did not say so
     */
    public void merge(String id, CurrentUser who, boolean confirmed) {
        CurrentUser actor = acting(who);
        try (Staging staging = open(id, who)) {
            WaitingImport waiting = WaitingImport.of(staging);
            Grant grant = grant(type(waiting), actor);
            if (!waiting.saved()) {
                if (!confirmed) {
                    refuseDoubts(staging);
                }
                new ImportRun(parts, staging, actor, grant).merge();
                waiting.asSaved().writeTo(staging);
                dropUploads(waiting);
            }
        }
    }

    private static void refuseDoubts(Staging staging) {
        Rejection.Check check = new Rejection.Check();
        List<Staging.Note> doubts = staging.notes().stream().filter(Staging.Note::doubt).toList();
        doubts.forEach(doubt -> check.that(false, "", doubt.key(), doubt.arguments().toArray()));
        check.that(doubts.isEmpty(), "confirmed", "imports.error.unconfirmed");
        check.done();
    }

    /** Drops what waits. */
    public void drop(String id, CurrentUser who) {
        try (Staging staging = open(id, who)) {
            dropUploads(WaitingImport.of(staging));
        }
        folder.drop(id);
    }

    private void dropUploads(WaitingImport waiting) {
        if (waiting.uploads() != null) {
            folder.dropScratch(waiting.uploads());
        }
    }

    public ImportReport report(String id, CurrentUser who) {
        try (Staging staging = open(id, who)) {
            return ImportReport.of(staging, who.locale(), messages);
        }
    }

    /** The type of what waits, unless the plugin that it is of has been turned off meanwhile. */
    private ImportType type(WaitingImport waiting) {
        return types.of(waiting.type()).orElseThrow(() -> Rejection.of("", "imports.error.off"));
    }

    /**
     * @throws NotFound when there is no such import, it has expired or is someone else's
     */
    Staging open(String id, CurrentUser who) {
        Staging staging = folder.find(id).orElseThrow(() -> new NotFound("import " + id));
        boolean theirs = Objects.equals(WaitingImport.of(staging).userId(), who.userId());
        if (!theirs) {
            staging.close();
            throw new NotFound("import " + id);
        }
        return staging;
    }

    /** What the history says that it came from. */
    private static CurrentUser acting(CurrentUser who) {
        return who.from(ORIGIN);
    }

    boolean may(ImportType type, CurrentUser who) {
        return parts.organisation()
                .units()
                .root()
                .map(root -> who.may(IMPORT_RUN, root.id()) && who.may(type.permission(), root.id()))
                .orElse(who.system());
    }

    private Grant grant(ImportType type, CurrentUser who) {
        require(type.permission(), who);
        return require(IMPORT_RUN, who);
    }

    private Grant require(String permission, CurrentUser who) {
        Optional<Unit> root = parts.organisation().units().root();
        if (root.isEmpty() && who.system()) {
            return Grant.system(who.origin());
        }
        return root.map(unit -> who.require(permission, unit.id())).orElseThrow(() -> new AccessDenied(permission));
    }
}
