package se.samsyn.plugin.meetings;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.access.Role;
import se.samsyn.api.web.Request;

/**
 * What a series is begun from. The messages {@code kind.<NAME>} and {@code kind.<NAME>.purpose} name it, {@code
 * kind.<NAME>.item.<n>} the items of its agenda.
 */
enum Kind {
    QUALITY_DIALOGUE(90, List.of(10, 20, 20, 25, 15), List.of(Role.PRINCIPAL), List.of(Role.HEAD, Role.QUALITY_DEVELOPER)),
    PRINCIPALS(120, List.of(5, 25, 40, 30, 20), List.of(Role.PRINCIPAL), List.of()),
    WORK_TEAM(60, List.of(10, 25, 15, 10), List.of(), List.of()),
    OWN(60, List.of(), List.of(), List.of());

    private final int minutes;
    private final List<Integer> items;
    private final List<Role> roles;
    private final List<Role> leading;

    Kind(int minutes, List<Integer> items, List<Role> roles, List<Role> leading) {
        this.minutes = minutes;
        this.items = items;
        this.roles = roles;
        this.leading = leading;
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

    /** The roles on the unit and below it whose holders usually take part. */
    List<Role> roles() {
        return roles;
    }

    /** The roles whose holders nearest above usually take part. */
    List<Role> leading() {
        return leading;
    }

    String key() {
        return "kind." + name().toLowerCase(Locale.ROOT);
    }

    /** What is on the agenda to begin with. */
    List<TemplateItem> agenda(Request request) {
        List<TemplateItem> agenda = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            int number = i + 1;
            agenda.add(new TemplateItem(
                    0, number, request.text(key() + ".item." + number), items.get(i), ground(number), 1));
        }
        return agenda;
    }

    private TemplateItem.@Nullable Ground ground(int number) {
        if (this != QUALITY_DIALOGUE) {
            return null;
        }
        return switch (number) {
            case 2 -> TemplateItem.Ground.STRENGTHS;
            case 3 -> TemplateItem.Ground.CHALLENGES;
            default -> null;
        };
    }
}
