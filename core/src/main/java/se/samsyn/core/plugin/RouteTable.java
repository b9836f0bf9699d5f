package se.samsyn.core.plugin;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.web.Route;

/** One plugin's routes, found by method and path. A literal segment is preferred to a parameter. */
final class RouteTable {

    private final Map<Route.Method, Node> roots = new EnumMap<>(Route.Method.class);

    /** @throws PluginRefused when two routes have the same method and the same path but for the parameters' names */
    RouteTable(List<Route> routes) {
        routes.forEach(this::add);
    }

    /** A route and what its parameters hold. */
    record Match(Route route, Map<String, String> parameters) {}

    private static final class Node {
        private final Map<String, Node> literals = new HashMap<>();
        private @Nullable Node parameter;
        private @Nullable Route route;
    }

    private void add(Route route) {
        Node node = roots.computeIfAbsent(route.method(), method -> new Node());
        Set<String> names = new HashSet<>();
        for (String segment : segments(route.path())) {
            if (isParameter(segment)) {
                if (!names.add(segment)) {
                    throw new PluginRefused("route.parameter", route.path(), segment);
                }
                if (node.parameter == null) {
                    node.parameter = new Node();
                }
                node = node.parameter;
            } else {
                node = node.literals.computeIfAbsent(segment, s -> new Node());
            }
        }
        if (node.route != null) {
            throw new PluginRefused("route.twice", route.method(), route.path());
        }
        node.route = route;
    }

    /** The names of the parameters in a path. */
    static List<String> parameters(String path) {
        return segments(path).stream()
                .filter(RouteTable::isParameter)
                .map(RouteTable::name)
                .toList();
    }

    /**
     * @param path as sent, percent-encoded, from the plugin's own root
     */
    Optional<Match> match(Route.Method method, String path) {
        Node root = roots.get(method);
        if (root == null) {
            return Optional.empty();
        }
        List<String> segments = new ArrayList<>();
        try {
            for (String segment : segments(path)) {
                segments.add(URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8));
            }
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
        Route route = find(root, segments, 0);
        return Optional.ofNullable(route).map(found -> new Match(found, values(found, segments)));
    }

    private static @Nullable Route find(Node node, List<String> segments, int from) {
        if (from == segments.size()) {
            return node.route;
        }
        Node literal = node.literals.get(segments.get(from));
        Route found = literal == null ? null : find(literal, segments, from + 1);
        return found != null || node.parameter == null ? found : find(node.parameter, segments, from + 1);
    }

    private static Map<String, String> values(Route route, List<String> segments) {
        Map<String, String> values = new HashMap<>();
        List<String> pattern = segments(route.path());
        for (int i = 0; i < pattern.size(); i++) {
            if (isParameter(pattern.get(i))) {
                values.put(name(pattern.get(i)), segments.get(i));
            }
        }
        return values;
    }

    private static List<String> segments(String path) {
        List<String> segments = new ArrayList<>();
        for (String segment : path.split("/")) {
            if (!segment.isEmpty()) {
                segments.add(segment);
            }
        }
        return segments;
    }

    private static boolean isParameter(String segment) {
        return segment.startsWith("{") && segment.endsWith("}");
    }

    private static String name(String segment) {
        return segment.substring(1, segment.length() - 1);
    }
}
