package se.samsyn.core.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import se.samsyn.core.database.Json;
import se.samsyn.core.fetch.FetchFailure.Reason;
import se.samsyn.core.imports.file.InputFile;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.JsonNode;

/** Asks Skolverket's interface for planned educations, version 4, and keeps its answers as files. */
final class SkolverketClient {

    private static final String HAL = "application/vnd.skolverket.plannededucations.api.v4.hal+json";

    private final Transport transport;
    private final String base;
    private final Path folder;

    SkolverketClient(Transport transport, URI base, Path folder) {
        this.transport = transport;
        this.base = base.toString();
        this.folder = folder;
    }

    String host() {
        return URI.create(base).getHost();
    }

    /** A school's statistics of the compulsory school; empty when there are none of the school. */
    Optional<InputFile> statistics(String schoolUnitCode) throws FetchFailure, InterruptedException {
        String file = schoolUnitCode + ".json";
        Path into = folder.resolve(file);
        URI at = URI.create(base + "/school-units/" + schoolUnitCode + "/statistics/gr");
        try {
            transport.get(at, HAL, into, path -> check(path, schoolUnitCode));
            return Optional.of(new InputFile(file, into));
        } catch (FetchFailure failure) {
            if (failure.reason() == Reason.NOT_FOUND) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    /** Whether it is a whole answer, about the school that was asked for. */
    private static JsonNode check(Path file, String schoolUnitCode) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            JsonNode answer = Json.mapper().readTree(in);
            if (!answer.path("body").path("schoolUnit").asString("").equals(schoolUnitCode)) {
                throw new StreamReadException(null, "About another school, or none");
            }
            return answer;
        }
    }
}
