package se.samsyn.core.imports;

import static se.samsyn.core.access.CorePermissions.IMPORT_RUN;
import static se.samsyn.core.access.CorePermissions.USER_MANAGE;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.access.Role;
import se.samsyn.api.web.Access;
import se.samsyn.api.web.Request;
import se.samsyn.api.web.Response;
import se.samsyn.api.web.Route;
import se.samsyn.api.web.Upload;
import se.samsyn.core.access.AccessDenied;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.imports.ImportService.Uploads;
import se.samsyn.core.imports.ImportType.Option;
import se.samsyn.core.imports.file.InputFile;
import se.samsyn.core.imports.file.InputFiles;
import se.samsyn.core.imports.file.TableWriter;
import se.samsyn.core.imports.format.ImportOptions;
import se.samsyn.core.measuring.Period;
import se.samsyn.core.web.Form;
import se.samsyn.core.web.HttpRequest;
import se.samsyn.core.web.NotFound;
import se.samsyn.core.web.Numbers;
import se.samsyn.core.web.Rejection;

/** Choosing what to import, looking at what each row would do, and going through with it. */
final class ImportPages {

    private static final String TEMPLATES = "se/samsyn/core/imports/";
    private static final Predicate<String> MUNICIPALITY = code -> code.isEmpty() || code.matches("\\d{4}");
    private static final Predicate<String> SCHOOL_YEAR = text -> text.isEmpty()
            || Period.parse(text).filter(p -> p.kind() == Period.Kind.SCHOOL_YEAR).isPresent();

    private final ImportService service;
    private final ImportTypes types;

    ImportPages(ImportService service, ImportTypes types) {
        this.service = service;
        this.types = types;
    }

    /**
     * A type as it is told.
     *
     * @param module the plugin that it is of; empty for core's own
     */
    public record Choice(String code, String title, String help, String module) {

        static Choice of(ImportType type, Request request) {
            Locale locale = request.locale();
            return new Choice(
                    type.code(),
                    type.wording().title(request::text, locale),
                    type.wording().help(request::text, locale),
                    type.wording().module(locale));
        }
    }

    List<Route> routes() {
        Access access = Access.permission(IMPORT_RUN);
        return List.of(
                Route.get("/imports", access, this::choose),
                Route.get("/imports/new/{type}", access, this::form),
                Route.post("/imports/new/{type}", access, this::preview),
                Route.get("/imports/{id}", access, this::show),
                Route.post("/imports/{id}/units", access, this::createUnits),
                Route.post("/imports/{id}/run", access, this::run),
                Route.post("/imports/{id}/drop", access, this::drop),
                Route.get("/imports/{id}/rejected.csv", access, this::rejected));
    }

    private Response choose(Request request) {
        CurrentUser who = HttpRequest.user(request);
        List<Choice> choices = types.all().stream()
                .filter(type -> service.may(type, who))
                .map(type -> Choice.of(type, request))
                .toList();
        List<String> exports = who.may(USER_MANAGE)
                ? List.of("units", "users", "measurements")
                : List.of("units", "measurements");
        return Response.page(
                TEMPLATES + "imports",
                Map.of("types", choices, "exports", exports));
    }

    private Response form(Request request) {
        return formPage(request, type(request), Form.of(Map.of()));
    }

    private static Response.Page formPage(Request request, ImportType type, Form form) {
        return formPage(request, type, form, Optional.empty());
    }

    /** The other type that the file seems to be of; empty when it is none. */
    private Optional<ImportType> looksLike(ImportType type, InputFile file) throws IOException {
        return types.of(file).filter(other -> !other.code().equals(type.code()));
    }

    private static Response.Page formPage(Request request, ImportType type, Form form, Optional<ImportType> looks) {
        List<String> roles = type.code().equals(ImportType.USERS.code())
                ? Arrays.stream(Role.values()).map(Enum::name).toList()
                : List.of();
        return new Response.Page(form.valid() ? 200 : 422, TEMPLATES + "import-form", Map.of(
                "type", Choice.of(type, request),
                "looks", looks.map(other -> List.of(Choice.of(other, request))).orElse(List.of()),
                "accept", type.accept(),
                "form", form,
                "limit", InputFiles.LARGEST >> 20,
                "roles", roles,
                "takesMunicipality", type.takes(Option.MUNICIPALITY),
                "takesPeriod", type.takes(Option.PERIOD),
                "takesGroup", type.takes(Option.GROUP)));
    }

    private ImportType type(Request request) {
        ImportType type = types.of(request.pathParameter("type"))
                .orElseThrow(() -> new NotFound("import type"));
        if (!service.may(type, HttpRequest.user(request))) {
            throw new AccessDenied(type.permission());
        }
        return type;
    }

    private Response preview(Request request) throws IOException {
        ImportType type = type(request);
        Form form = Form.of(request);
        List<Upload> uploads = HttpRequest.uploads(request, InputFiles.FIELD);
        if (uploads.isEmpty()) {
            form.reject(InputFiles.FIELD, request.text("imports.files.missing"));
        }
        if (!MUNICIPALITY.test(form.value("municipality"))) {
            form.reject("municipality", request.text("imports.option.municipality.wrong"));
        }
        if (!SCHOOL_YEAR.test(form.value("period"))) {
            form.reject("period", request.text("imports.option.period.wrong"));
        }
        if (!form.valid()) {
            return formPage(request, type, form);
        }
        Uploads kept = service.uploads();
        List<InputFile> files = new ArrayList<>();
        try {
            files.addAll(keep(uploads, kept.path()));
            ImportOptions options = new ImportOptions(
                    orNull(form.value("municipality")), orNull(form.value("period")), Map.of(), false, orNull(form.value("group")), false);
            ImportRequest importRequest = new ImportRequest(type, files, options, true);
            return Response.redirect("/imports/" + service.stage(importRequest, HttpRequest.user(request), kept));
        } catch (Rejection rejection) {
            boolean aboutFiles = rejection.reasons().stream().anyMatch(r -> r.field().equals(InputFiles.FIELD));
            Optional<ImportType> looks = aboutFiles ? looksLike(type, files.get(0)) : Optional.empty();
            service.drop(kept);
            return formPage(request, type, form.reject(rejection, request::text), looks);
        } catch (RuntimeException | IOException e) {
            service.drop(kept);
            throw e;
        }
    }

    private static List<InputFile> keep(List<Upload> uploads, Path folder) throws IOException {
        List<InputFile> files = new ArrayList<>();
        for (Upload upload : uploads) {
            Path file = folder.resolve("upload-" + files.size());
            try (InputStream in = upload.open()) {
                Files.copy(in, file);
            }
            files.add(new InputFile(upload.name(), file));
        }
        return files;
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private Response show(Request request) {
        return previewPage(request, Form.of(Map.of()));
    }

    private Response.Page previewPage(Request request, Form form) {
        String id = request.pathParameter("id");
        try (Staging staging = service.open(id, HttpRequest.user(request))) {
            return new Response.Page(
                    form.valid() ? 200 : 422,
                    TEMPLATES + "import-preview",
                    PreviewModel.of(id, staging, types, form, request));
        }
    }

    private Response createUnits(Request request) {
        Form form = Form.of(request);
        Map<String, String> units = new LinkedHashMap<>();
        form.all("code").forEach(code -> units.put(code, form.value("name-" + code)));
        String id = request.pathParameter("id");
        try {
            String next = service.stageCreating(id, units, HttpRequest.user(request));
            return Response.redirect("/imports/" + next);
        } catch (Rejection rejection) {
            return previewPage(request, form.reject(rejection, request::text));
        }
    }

    private Response run(Request request) {
        String id = request.pathParameter("id");
        CurrentUser who = HttpRequest.user(request);
        Form form = Form.of(request);
        try {
            service.merge(id, who, form.checked("confirmed"));
        } catch (Rejection rejection) {
            return previewPage(request, form.reject(rejection, request::text));
        }
        Counts counts = service.report(id, who).counts();
        return Response.redirect("/imports/" + id)
                .withNotice(
                        "imports.saved",
                        Numbers.text(counts.created(), request.locale()),
                        Numbers.text(counts.changed(), request.locale()));
    }

    private Response drop(Request request) {
        service.drop(request.pathParameter("id"), HttpRequest.user(request));
        return Response.redirect("/imports").withNotice("imports.dropped");
    }

    private Response rejected(Request request) {
        List<ImportReport.Row> rows =
                service.report(request.pathParameter("id"), HttpRequest.user(request)).rejected();
        return new Response.File(request.text("imports.rejected.file") + ".csv", "text/csv; charset=utf-8", out -> {
            try (TableWriter table = TableWriter.csv(out)) {
                table.row(List.of(
                        request.text("imports.column.file"),
                        request.text("imports.column.line"),
                        request.text("imports.column.what"),
                        request.text("imports.column.why")));
                for (ImportReport.Row row : rows) {
                    table.row(List.of(row.file(), row.line() == 0 ? "" : row.line(), row.key(), row.reason()));
                }
            }
        });
    }
}
