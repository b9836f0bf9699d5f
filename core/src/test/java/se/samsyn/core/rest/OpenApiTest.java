package se.samsyn.core.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import se.samsyn.api.web.Access;
import se.samsyn.api.web.Response;
import se.samsyn.api.web.Route;
import se.samsyn.core.database.Json;
import tools.jackson.databind.JsonNode;

class OpenApiTest {

    record Thing(String id, @Nullable Double value, List<String> owners, Map<String, String> identifiers) {}

    private final JsonNode document = Json.tree(Json.write(OpenApi.document(
            List.of(
                    Operation.list("/api/v1/things", Access.signedIn(), r -> Response.json(1), "Lists", Thing.class, "unit"),
                    Operation.change(
                            "/api/v1/things/{thing}",
                            Access.signedIn(),
                            r -> Response.json(1),
                            "Changes",
                            Thing.class,
                            Thing.class)),
            Map.of("notes", List.of(Route.patch("/api/v1/modules/notes/notes/{note}", Access.signedIn(), r -> Response.json(1)))),
            "1.2.3")));

    @Test
    void describesEachServedOperation() {
        assertThat(document.at("/info/version").asString()).isEqualTo("1.2.3");
        JsonNode list = document.at("/paths/~1api~1v1~1things/get");
        assertThat(list.get("parameters").valueStream().map(p -> p.get("name").asString()))
                .containsExactly("unit", "limit", "cursor");
        JsonNode change = document.at("/paths/~1api~1v1~1things~1{thing}/patch");
        assertThat(change.get("parameters").valueStream().map(p -> p.get("name").asString()))
                .containsExactly("thing", "If-Match");
        assertThat(change.at("/requestBody/content").has("application/merge-patch+json")).isTrue();
    }

    @Test
    void describesWhatPluginsServe() {
        JsonNode note = document.at("/paths/~1api~1v1~1modules~1notes~1notes~1{note}/patch");
        assertThat(note.at("/tags/0").asString()).isEqualTo("notes");
        assertThat(note.at("/parameters/0/name").asString()).isEqualTo("note");
        assertThat(note.at("/responses/4XX/content").has("application/problem+json")).isTrue();
    }

    @Test
    void saysWhatMayBeNull() {
        JsonNode thing = document.at("/components/schemas/Thing/properties");
        assertThat(thing.at("/id/type").asString()).isEqualTo("string");
        assertThat(thing.at("/value/type").valueStream().map(JsonNode::asString)).containsExactly("number", "null");
        assertThat(thing.at("/owners/items/type").asString()).isEqualTo("string");
        assertThat(thing.at("/identifiers/additionalProperties/type").asString()).isEqualTo("string");
    }
}
