package se.samsyn.core.plugin.service;

import java.util.Map;
import java.util.function.Consumer;
import se.samsyn.api.imports.ImportFile;
import se.samsyn.api.imports.Imports;
import se.samsyn.api.web.InputException;
import se.samsyn.core.access.AccessDenied;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.imports.Counts;
import se.samsyn.core.imports.ImportReport;
import se.samsyn.core.imports.ImportType;
import se.samsyn.core.imports.ImportsModule;
import se.samsyn.core.web.Messages;
import se.samsyn.core.web.Rejection;

/** One plugin's importers. */
record CallerImports(
        CurrentUser user, String plugin, ImportsModule imports, Messages messages, Consumer<String> rejected)
        implements Imports {

    @Override
    public Result run(String importer, ImportFile file) {
        ImportType type = imports.types()
                .of(plugin + ":" + importer)
                .orElseThrow(() -> new IllegalArgumentException("There is no importer " + importer));
        try {
            ImportReport report = imports.service().run(type, file.name(), file::open, user);
            report.rejected().forEach(row -> rejected.accept(words(row)));
            return result(report);
        } catch (Rejection rejection) {
            throw rejection.in((key, arguments) -> messages.text(user.locale(), key, arguments));
        } catch (AccessDenied denied) {
            throw new InputException(messages.text(user.locale(), "imports.noaccess"), Map.of());
        }
    }

    private String words(ImportReport.Row row) {
        String place = row.line() == 0
                ? row.file()
                : messages.text(user.locale(), "imports.place.line", row.file(), String.valueOf(row.line()));
        return place + (row.key().isEmpty() ? "" : ", " + row.key()) + ": " + row.reason();
    }

    private Result result(ImportReport report) {
        Counts counts = report.counts();
        String summary = messages.text(
                user.locale(),
                "imports.summary",
                counts.created(),
                counts.changed(),
                counts.unchanged() + counts.skipped(),
                counts.rejected());
        return new Result(
                (int) counts.created(),
                (int) counts.changed(),
                (int) (counts.unchanged() + counts.skipped()),
                (int) counts.rejected(),
                summary);
    }
}
