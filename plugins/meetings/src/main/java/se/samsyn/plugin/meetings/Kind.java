package se.samsyn.plugin.meetings;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import se.samsyn.api.access.Role;
import se.samsyn.api.web.Request;

/**
 * What a series is begun from. The messages {@code kind.<NAME>} and {@code kind.<NAME>.purpose} name it, {@code
 * kind.<NAME>.item.<n>} the items of its agenda.
 */
enum Kind {
    QUALITY_DIALOGUE(90, List.of(10, 20, 20, 25, 15), Set.of(Role.PRINCIPAL)),
    PRINCIPALS(120, List.of(5, 25, 40, 30, 20), Set.of(Role.PRINCIPAL)),
    WORK_TEAM(60, List.of(10, 25, 15, 10), Set.of()),
    OWN(60, List.of(), Set.of());

    private final int minutes;
    private final List<Integer> items;
    private final Set<Role> roles;

    Kind(int minutes, List<Integer> items, Set<Role> roles) {
        this.minutes = minutes;
        this.items = items;
        this.roles = roles;
    }

    static Kind of(String name) {
        for (Kind kind : values()) {
            if (kind.name().equals(name)) {
                return kind;
            }
        }
        return OWN;
    }

    /** How long such a meeting is. */
    int minutes() {
        return minutes;
    }

    /** The roles on the unit whose holders usually take part. */
    Set<Role> roles() {
        return roles;
    }

    String key() {
        return "kind." + name().toLowerCase(Locale.ROOT);
    }

    /** What is on the agenda to begin with. */
    List<TemplateItem> agenda(Request request) {
        List<TemplateItem> agenda = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            agenda.add(new TemplateItem(0, i + 1, request.text(key() + ".item." + (i + 1)), items.get(i), 1));
        }
        return agenda;
    }
}
