package se.samsyn.plugin.schoolquality;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import se.samsyn.api.JsonFormat;
import se.samsyn.api.web.FormView;
import se.samsyn.api.web.Request;
import se.samsyn.api.web.Response;
import se.samsyn.api.web.Upload;

/** The frameworks: which there are, what each holds, and taking in a municipality's own. */
final class FrameworkPages {

    private static final int LARGEST = 1_000_000;

    private final FrameworkRepository frameworks;
    private final JsonFormat json;

    FrameworkPages(FrameworkRepository frameworks, JsonFormat json) {
        this.frameworks = frameworks;
        this.json = json;
    }

    /** A framework in the list. */
    public record Row(long id, String title, String description, int areas, int statements, boolean example, boolean retired) {}

    /** Something wrong in an uploaded file. */
    public record Mistake(String place, String text) {}

    Response list(Request request) {
        return page(request, FormView.of(Map.of()), List.of());
    }

    private Response.Page page(Request request, FormView form, List<Mistake> mistakes) {
        List<Row> rows = frameworks.all().stream()
                .map(f -> new Row(
                        f.id(),
                        f.content().title(),
                        f.content().description(),
                        f.content().areas().size(),
                        f.statements().size(),
                        f.example(),
                        f.retired()))
                .toList();
        return Response.page(
                "school-quality/frameworks",
                Map.of(
                        "rows", rows,
                        "form", form,
                        "mistakes", mistakes,
                        "mayEdit", request.caller().may(Views.FRAMEWORKS)));
    }

    Response show(Request request) {
        Optional<Framework> framework =
                Rounds.number(request.pathParameter("framework")).flatMap(frameworks::find);
        return framework.isEmpty()
                ? Views.notFound(request)
                : Response.page(
                        "school-quality/framework",
                        Map.of(
                                "id", framework.get().id(),
                                "content", framework.get().content(),
                                "example", framework.get().example(),
                                "retired", framework.get().retired()));
    }

    /** The file, to start one's own from. */
    Response download(Request request) {
        Optional<Framework> framework =
                Rounds.number(request.pathParameter("framework")).flatMap(frameworks::find);
        if (framework.isEmpty()) {
            return Views.notFound(request);
        }
        String text = json.write(framework.get().content());
        return new Response.File(
                framework.get().content().code() + ".json",
                "application/json",
                out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    Response upload(Request request) throws IOException {
        FormView form = FormView.of(request.form());
        Upload file = request.upload("file");
        if (file == null) {
            return page(request, form.reject("file", request.text("framework.upload.missing")), List.of())
                    .withStatus(422);
        }
        if (file.size() > LARGEST) {
            return page(request, form.reject("file", request.text("framework.upload.large")), List.of())
                    .withStatus(422);
        }
        Optional<String> text = text(file);
        if (text.isEmpty()) {
            return page(request, form.reject("file", request.text("framework.upload.encoding")), List.of())
                    .withStatus(422);
        }
        FrameworkFile.Read read = FrameworkFile.read(text.get(), json);
        if (read.content() == null) {
            List<Mistake> mistakes = read.mistakes().stream()
                    .map(m -> new Mistake(m.place(), request.text(m.key(), m.argument())))
                    .toList();
            form.reject("file", request.text("framework.upload.mistakes", mistakes.size()));
            return page(request, form, mistakes).withStatus(422);
        }
        Framework added = frameworks.add(read.content(), false, request.caller().id());
        return Response.redirect("/modules/school-quality/frameworks/" + added.id())
                .withNotice("framework.added", added.content().title());
    }

    private static Optional<String> text(Upload file) throws IOException {
        try (InputStream in = file.open()) {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(in.readAllBytes()))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    Response retire(Request request) {
        Optional<Framework> framework =
                Rounds.number(request.pathParameter("framework")).flatMap(frameworks::find);
        if (framework.isEmpty()) {
            return Views.notFound(request);
        }
        frameworks.retire(framework.get().id(), request.caller().id());
        return Response.redirect("/modules/school-quality/frameworks")
                .withNotice("framework.retired", framework.get().content().title());
    }
}
