package se.samsyn.core.plugin.jar;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.ContributionList;

/**
 * What a plugin adds, by kind and name: as its jar tells it before it is turned on, or as it did add it.
 *
 * @param lines as {@link ContributionList} writes them
 */
public record ToldContributions(List<String> lines) {

    private static final int LARGEST = 1 << 18;
    private static final Pattern LINE = Pattern.compile("([a-z]+) (\\P{Cntrl}{1,400})");
    private static final Pattern ROUTE = Pattern.compile("(?s)(GET|POST|PATCH|DELETE) (/.*) ((?:everywhere:)?[a-z][a-z0-9.-]*)");

    /** Every kind but permissions and settings, which have words of their own, in the order that people are shown them. */
    private static final List<String> PARTS = List.of(
            "navigation", "panels", "fields", "indicators", "importers", "jobs", "listeners", "events", "records", "commands",
            "tasks", "calendars", "search");

    /** The kinds that a plugin has words for, each with how the keys of their messages begin. */
    private static final Map<String, String> WORDS = Map.of(
            "permissions", "permission.", "settings", "setting.", "fields", "field.", "jobs", "job.", "importers", "import.",
            "indicators", "indicator.");

    private static final Set<String> KINDS = kinds();

    private static Set<String> kinds() {
        Set<String> kinds = new HashSet<>(PARTS);
        kinds.addAll(List.of("routes", "endpoints", "permissions", "settings"));
        return Set.copyOf(kinds);
    }

    /**
     * What it adds of one kind.
     *
     * @param kind the message {@code plugin.modules.part.<kind>} names it
     * @param names what the plugin calls each
     */
    public record Part(String kind, List<String> names) {}

    /**
     * An address that it answers.
     *
     * @param text its method and path
     * @param access who may call it, as {@link ContributionList} writes that
     */
    public record Address(String text, String access) {

        /** Whether anyone may call it, signed in or not. */
        public boolean open() {
            return access.equals("everyone");
        }
    }

    /**
     * As a jar tells it; empty when it tells nothing. Nothing of it is to be believed until the plugin is turned on.
     *
     * @throws PluginRefused when what it tells cannot be read
     */
    public static Optional<ToldContributions> in(Path jar) {
        try (JarFile file = new JarFile(jar.toFile())) {
            return in(file);
        } catch (IOException e) {
            throw new PluginRefused("unreadable", e, String.valueOf(e.getMessage()));
        }
    }

    static Optional<ToldContributions> in(JarFile jar) throws IOException {
        @Nullable JarEntry entry = jar.getJarEntry(ContributionList.FILE);
        if (entry == null) {
            return Optional.empty();
        }
        try (InputStream content = jar.getInputStream(entry)) {
            byte[] bytes = content.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw new PluginRefused("told.large", ContributionList.FILE, LARGEST >> 10);
            }
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            List<String> lines = text.lines().toList();
            lines.forEach(ToldContributions::requireReadable);
            return Optional.of(new ToldContributions(lines));
        } catch (CharacterCodingException e) {
            throw new PluginRefused("encoding", e, ContributionList.FILE);
        }
    }

    private static void requireReadable(String line) {
        Matcher matcher = LINE.matcher(line);
        boolean fits = matcher.matches() && KINDS.contains(matcher.group(1));
        if (!fits || isRoute(matcher.group(1)) && !ROUTE.matcher(matcher.group(2)).matches()) {
            throw new PluginRefused("told.line", ContributionList.FILE, line.length() > 100 ? line.substring(0, 100) : line);
        }
    }

    private static boolean isRoute(String kind) {
        return kind.equals("routes") || kind.equals("endpoints");
    }

    /**
     * @throws PluginRefused when a plugin that tells this adds something else
     */
    public void requireTold(List<String> added) {
        Set<String> told = new HashSet<>(lines);
        List<String> untold = added.stream().filter(line -> !told.contains(line)).toList();
        if (!untold.isEmpty()) {
            throw new PluginRefused("told.not", String.join("; ", untold.subList(0, Math.min(5, untold.size()))));
        }
    }

    /** The names of one kind. */
    public List<String> names(String kind) {
        String prefix = kind + " ";
        return lines.stream().filter(line -> line.startsWith(prefix)).map(line -> line.substring(prefix.length())).toList();
    }

    /** The key of the message that says what one of a kind is called; empty when the plugin has no words for the kind. */
    public static String wordKey(String kind, String name) {
        String prefix = WORDS.get(kind);
        return prefix == null ? "" : prefix + name;
    }

    /** The keys of the messages that say what everything of it is called. */
    public List<String> wordKeys() {
        return WORDS.keySet().stream()
                .flatMap(kind -> names(kind).stream().map(name -> wordKey(kind, name)))
                .toList();
    }

    /** What the plugin answers, pages first. */
    public List<Address> addresses(String id) {
        List<Address> addresses = new ArrayList<>();
        names("routes").forEach(route -> addresses.add(address(route, "/modules/" + id)));
        names("endpoints").forEach(route -> addresses.add(address(route, "/api/v1/modules/" + id)));
        return addresses;
    }

    private static Address address(String route, String before) {
        Matcher matcher = ROUTE.matcher(route);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(route);
        }
        String path = matcher.group(2).equals("/") ? "" : matcher.group(2);
        return new Address(matcher.group(1) + " " + before + path, matcher.group(3));
    }

    /** The rest, of those kinds that there is anything of. */
    public List<Part> parts() {
        return PARTS.stream()
                .map(kind -> new Part(kind, names(kind)))
                .filter(part -> !part.names().isEmpty())
                .toList();
    }
}
