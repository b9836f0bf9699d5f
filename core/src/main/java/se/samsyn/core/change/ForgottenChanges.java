package se.samsyn.core.change;

import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import se.samsyn.core.database.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Takes out of the versions of entities what nobody may keep; that they were changed, when and by whom, stays. */
public final class ForgottenChanges {

    private ForgottenChanges() {}

    /** Takes the parts that begin so out of a field that is an object, in every version of a kind of entity. */
    public static void parts(Handle handle, String entity, String field, String prefix) {
        PreparedBatch batch = handle.prepareBatch(
                """
                update entity_version set state = :state
                 where entity = :entity and entity_id = :id and version = :version
                """);
        handle.createQuery(
                        """
                        select entity_id, version, state from entity_version
                         where entity = :entity and state like :part
                        """)
                .bind("entity", entity)
                .bind("part", "%\"" + prefix + "%")
                .map((row, context) -> batch.bind("entity", entity)
                        .bind("id", row.getLong("entity_id"))
                        .bind("version", row.getInt("version"))
                        .bind("state", without(row.getString("state"), field, prefix))
                        .add())
                .list();
        batch.execute();
    }

    private static String without(String state, String field, String prefix) {
        JsonNode tree = Json.tree(state);
        if (tree.get(field) instanceof ObjectNode parts) {
            List<String> names = parts.properties().stream().map(Map.Entry::getKey).toList();
            names.stream().filter(name -> name.startsWith(prefix)).forEach(parts::remove);
        }
        return tree.toString();
    }
}
