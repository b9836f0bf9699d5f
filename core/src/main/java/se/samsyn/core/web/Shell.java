package se.samsyn.core.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.access.Initials;

/** Puts together what stands around every page. */
public final class Shell {

    private final Messages messages;
    private final Municipality municipality;
    private final List<NavigationItem> core;
    private final Function<Locale, List<NavigationItem>> plugins;

    /**
     * @param core core's entries; their labels are message keys
     * @param plugins the entries of the plugins that are active now, in a language
     */
    public Shell(
            Messages messages,
            Municipality municipality,
            List<NavigationItem> core,
            Function<Locale, List<NavigationItem>> plugins) {
        this.messages = messages;
        this.municipality = municipality;
        this.core = List.copyOf(core);
        this.plugins = plugins;
    }

    /** Whose Samsyn this is. */
    public interface Municipality {

        Look look();
    }

    /**
     * How the municipality appears on every page.
     *
     * @param colour the colour that all others are made from, as {@code #rrggbb}
     * @param demo whether this is a demo municipality
     */
    public record Look(String name, String colour, boolean demo) {}

    PageChrome chrome(CurrentUser user, String path, String csrf, PageChrome.@Nullable Notice notice) {
        Look look = municipality.look();
        return new PageChrome(
                user.locale().getLanguage(),
                look.name(),
                Theme.of(look.colour()).address(),
                look.demo(),
                user.signedIn() ? new PageChrome.UserMark(user.id(), user.name(), Initials.of(user.name())) : null,
                user.signedIn() ? navigation(user, path) : List.of(),
                csrf,
                notice,
                path);
    }

    private List<PageChrome.Section> navigation(CurrentUser user, String path) {
        List<NavigationItem> visible = new ArrayList<>();
        for (NavigationItem item : core) {
            visible.add(item.labelled(messages.text(user.locale(), item.label())));
        }
        visible.addAll(plugins.apply(user.locale()));
        visible.removeIf(item -> !item.shownTo(user));
        String current = current(visible, path);
        Map<String, List<PageChrome.Item>> sections = new LinkedHashMap<>();
        for (NavigationItem item : visible) {
            String heading = item.section() == null ? "" : messages.text(user.locale(), item.section());
            sections.computeIfAbsent(heading, h -> new ArrayList<>())
                    .add(new PageChrome.Item(item.label(), item.href(), item.icon(), item.href().equals(current), 0));
        }
        return sections.entrySet().stream()
                .map(e -> new PageChrome.Section(e.getKey().isEmpty() ? null : e.getKey(), e.getValue()))
                .toList();
    }

    private static String current(List<NavigationItem> items, String path) {
        String longest = "";
        for (NavigationItem item : items) {
            boolean within = path.equals(item.href()) || path.startsWith(item.href().endsWith("/") ? item.href() : item.href() + "/");
            if (within && item.href().length() > longest.length()) {
                longest = item.href();
            }
        }
        return longest;
    }
}
