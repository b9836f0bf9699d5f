package se.samsyn.core.imports;

import static se.samsyn.core.access.CorePermissions.IMPORT_RUN;
import static se.samsyn.core.access.CorePermissions.UNIT_EDIT;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import se.samsyn.core.access.AccessDenied;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.access.Grant;
import se.samsyn.core.imports.file.InputFile;
import se.samsyn.core.imports.file.InputFiles;
import se.samsyn.core.organisation.Unit;
import se.samsyn.core.web.Messages;
import se.samsyn.core.web.NotFound;
import se.samsyn.core.web.Rejection;

/** Takes files in, for the page and the command line alike. */
public final class ImportService {

    private static final String ORIGIN = "import";

    private final ImportParts parts;
    private final StagingFolder folder;
    private final Messages messages;

    ImportService(ImportParts parts, StagingFolder folder, Messages messages) {
        this.parts = parts;
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
                merge(id, who);
            }
            return report(id, who);
        } finally {
            folder.drop(id);
        }
    }

    /**
     * Reads the files and tells what would become of each row, for the person to look at before {@link #merge}.
     *
     * @return what the waiting import is known by
     */
    public String stage(ImportRequest request, CurrentUser who) {
        CurrentUser actor = acting(who);
        Grant grant = grant(request.type(), actor);
        boolean creates = request.options().createOurs() || !request.options().create().isEmpty();
        if (creates) {
            require(UNIT_EDIT, actor);
        }
        folder.dropExpired();
        String id = folder.newId();
        try (Staging staging = Staging.create(folder.file(id))) {
            Waiting waiting = new Waiting(
                    request.type(), who.userId(), request.files().stream().map(InputFile::name).toList(), false);
            staging.fact("waiting", waiting);
            ImportRun run = new ImportRun(parts, staging, actor, grant);
            List<InputFile> files = InputFiles.expand(request.files(), folder.scratch(id));
            run.read(request.type(), files, request.options());
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

    /** Saves what waits; a second time does nothing. */
    public void merge(String id, CurrentUser who) {
        CurrentUser actor = acting(who);
        try (Staging staging = open(id, who)) {
            Waiting waiting = waiting(staging);
            Grant grant = grant(waiting.type(), actor);
            if (!waiting.saved()) {
                new ImportRun(parts, staging, actor, grant).merge();
                staging.fact("waiting", waiting.asSaved());
            }
        }
    }

    /** Drops what waits. */
    public void drop(String id, CurrentUser who) {
        open(id, who).close();
        folder.drop(id);
    }

    public ImportReport report(String id, CurrentUser who) {
        try (Staging staging = open(id, who)) {
            List<ImportReport.Row> rejected = new ArrayList<>();
            staging.rows(RowState.REJECTED, row -> rejected.add(row(row, who.locale())));
            List<String> notes = staging.notes().stream()
                    .map(note -> messages.text(who.locale(), note.key(), note.arguments().toArray()))
                    .toList();
            return new ImportReport(staging.counts(), rejected, notes);
        }
    }

    /** A row as it is told. */
    private ImportReport.Row row(StagedRow row, Locale locale) {
        String state = row.state() == null ? "" : row.state().code();
        return new ImportReport.Row(row.file(), row.line(), state, row.what(), explanation(row, locale));
    }

    /** Why the row has its state, and what would change. */
    String explanation(StagedRow row, Locale locale) {
        if (row.reason() != null) {
            return messages.text(locale, row.reason(), row.arguments().toArray());
        }
        return row.changes().stream()
                .map(change -> messages.text(locale, "imports.field." + change.field()) + ": "
                        + (change.before().isEmpty() ? "–" : change.before()) + " → "
                        + (change.after().isEmpty() ? "–" : change.after()))
                .collect(Collectors.joining("; "));
    }

    /**
     * An import that waits to be looked at.
     *
     * @param userId whose it is; nobody else sees it
     */
    record Waiting(ImportType type, @Nullable Long userId, List<String> files, boolean saved) {
        Waiting asSaved() {
            return new Waiting(type, userId, files, true);
        }
    }

    static Waiting waiting(Staging staging) {
        return staging.fact("waiting", Waiting.class).orElseThrow();
    }

    /**
     * @throws NotFound when there is no such import, it has expired or is someone else's
     */
    Staging open(String id, CurrentUser who) {
        Staging staging = folder.find(id).orElseThrow(() -> new NotFound("import " + id));
        boolean theirs = java.util.Objects.equals(waiting(staging).userId(), who.userId());
        if (!theirs) {
            staging.close();
            throw new NotFound("import " + id);
        }
        return staging;
    }

    /** What the history says that it came from. */
    private static CurrentUser acting(CurrentUser who) {
        return new CurrentUser(
                who.userId(), who.name(), who.assignments(), who.locale(), ORIGIN, who.system(), who.access());
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
