package se.samsyn.core.field;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import se.samsyn.api.field.CustomField.Target;
import se.samsyn.core.change.ForgottenChanges;

/** The values of plugins' fields in the database, by the fields' keys. */
public final class FieldRepository {

    private FieldRepository() {}

    /** The values of each of these things that has any, in one query. */
    public static Map<Long, Map<String, String>> of(Handle handle, Target target, Collection<Long> ids) {
        Map<Long, Map<String, String>> values = new HashMap<>();
        if (!ids.isEmpty()) {
            handle.createQuery(
                            """
                            select entity_id, field, value from custom_field_value
                             where target = :target and entity_id in (<ids>)
                            """)
                    .bind("target", target.name())
                    .bindList("ids", List.copyOf(ids))
                    .map((row, context) -> values.computeIfAbsent(row.getLong("entity_id"), id -> new TreeMap<>())
                            .put(row.getString("field"), String.valueOf(row.getString("value"))))
                    .list();
        }
        return values;
    }

    /** Puts these values in the place of those that the thing has. */
    public static void save(Handle handle, Target target, long id, Map<String, String> values) {
        handle.createUpdate("delete from custom_field_value where target = :target and entity_id = :id")
                .bind("target", target.name())
                .bind("id", id)
                .execute();
        if (values.isEmpty()) {
            return;
        }
        PreparedBatch batch = handle.prepareBatch(
                "insert into custom_field_value (target, entity_id, field, value) values (:target, :id, :field, :value)");
        values.forEach((field, value) -> batch.bind("target", target.name())
                .bind("id", id)
                .bind("field", field)
                .bind("value", value)
                .add());
        batch.execute();
    }

    /** How many values the fields of a plugin have. */
    public static long count(Handle handle, String plugin) {
        return handle.createQuery("select count(*) from custom_field_value where field like :fields")
                .bind("fields", plugin + ":%")
                .mapTo(Long.class)
                .one();
    }

    /** Takes away the values of a plugin's fields, those that they once had as well. */
    public static void erase(Handle handle, String plugin) {
        for (Target target : Target.values()) {
            ForgottenChanges.parts(
                    handle, target.name().toLowerCase(Locale.ROOT), Fields.NAME, FieldDefinition.key(plugin, ""));
        }
        handle.createUpdate("delete from custom_field_value where field like :fields")
                .bind("fields", plugin + ":%")
                .execute();
    }
}
