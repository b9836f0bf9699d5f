package se.samsyn.core.imports.format;

import java.io.IOException;
import java.util.List;
import se.samsyn.core.imports.file.InputFile;

/** Reads the files of one type of import as a stream. */
@FunctionalInterface
public interface FormatReader {

    /** The columns that its files must have; none where they are no tables. */
    default List<String> columns() {
        return List.of();
    }

    /**
     * @throws se.samsyn.core.web.Rejection when a file as a whole is not what it should be
     */
    void read(List<InputFile> files, ImportOptions options, Known known, Rows rows) throws IOException;
}
