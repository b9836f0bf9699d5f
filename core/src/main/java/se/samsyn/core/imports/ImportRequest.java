package se.samsyn.core.imports;

import java.util.List;
import se.samsyn.core.imports.file.InputFile;
import se.samsyn.core.imports.format.ImportOptions;

/**
 * What is to be imported.
 *
 * @param files files, folders of them or zip archives
 * @param dryRun whether to tell what would happen and save nothing
 */
public record ImportRequest(ImportType type, List<InputFile> files, ImportOptions options, boolean dryRun) {

    public ImportRequest {
        files = List.copyOf(files);
    }
}
