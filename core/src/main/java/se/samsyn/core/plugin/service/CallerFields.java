package se.samsyn.core.plugin.service;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import se.samsyn.api.field.CustomField;
import se.samsyn.api.field.CustomFields;
import se.samsyn.core.access.CorePermissions;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.field.FieldDefinition;
import se.samsyn.core.planning.GoalService;

/** The values of one plugin's own fields. */
record CallerFields(CurrentUser user, String plugin, GoalService goals) implements CustomFields {

    @Override
    public Map<String, Map<String, String>> values(CustomField.Target target, Collection<String> ids) {
        return switch (target) {
            case GOAL -> ofGoals(ids);
        };
    }

    private Map<String, Map<String, String>> ofGoals(Collection<String> ids) {
        Set<Long> readable = user.units(CorePermissions.PLAN_READ);
        Map<String, Map<String, String>> values = new HashMap<>();
        goals.rows(CallerIds.numbers(ids)).forEach((id, row) -> {
            Map<String, String> own = own(row.goal().customFields());
            if (readable.contains(row.unitId()) && !own.isEmpty()) {
                values.put(Long.toString(id), own);
            }
        });
        return values;
    }

    private Map<String, String> own(Map<String, String> all) {
        String prefix = FieldDefinition.key(plugin, "");
        Map<String, String> own = new HashMap<>();
        all.forEach((key, value) -> {
            if (key.startsWith(prefix)) {
                own.put(key.substring(prefix.length()), value);
            }
        });
        return own;
    }
}
