package se.samsyn.core.imports;

import java.util.List;
import org.jspecify.annotations.Nullable;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.imports.file.InputFile;
import se.samsyn.core.imports.format.ImportOptions;

/**
 * An import that waits to be looked at.
 *
 * @param type the code of its type
 * @param userId whose it is; nobody else sees it
 * @param uploads the folder that the files are kept in; null when they are not ours
 * @param saved whether it has been gone through with
 */
record WaitingImport(
        String type,
        List<InputFile> files,
        ImportOptions options,
        boolean dryRun,
        @Nullable Long userId,
        @Nullable String uploads,
        boolean saved) {

    private static final String FACT = "waiting";

    static WaitingImport of(ImportRequest request, CurrentUser who, @Nullable String uploads) {
        return new WaitingImport(
                request.type().code(), request.files(), request.options(), request.dryRun(), who.userId(), uploads, false);
    }

    /** What waits there. */
    static WaitingImport of(Staging staging) {
        return staging.fact(FACT, WaitingImport.class).orElseThrow();
    }

    void writeTo(Staging staging) {
        staging.fact(FACT, this);
    }

    WaitingImport asSaved() {
        return new WaitingImport(type, files, options, dryRun, userId, uploads, true);
    }
}
