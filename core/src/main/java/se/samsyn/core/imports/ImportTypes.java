package se.samsyn.core.imports;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import se.samsyn.core.imports.file.InputFile;
import se.samsyn.core.imports.file.Table;

/**
 * All that can be imported now.
 *
 * @param plugins what the active plugins can read
 */
public record ImportTypes(Supplier<List<ImportType>> plugins) {

    /** Core's own, then the plugins'. */
    public List<ImportType> all() {
        return Stream.concat(ImportType.CORE.stream(), plugins.get().stream()).toList();
    }

    public Optional<ImportType> of(String code) {
        return all().stream().filter(type -> type.code().equals(code)).findFirst();
    }

    /** The type whose columns the file has; empty when it is no table that is known. */
    Optional<ImportType> of(InputFile file) throws IOException {
        for (ImportType type : all()) {
            if (!type.reader().columns().isEmpty() && Table.has(file, type.reader().columns())) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
