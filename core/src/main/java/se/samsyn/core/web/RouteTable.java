package se.samsyn.core.web;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.web.Route;

/** Routes, core's or one plugin's, found by method and path. A literal segment is preferred to a parameter. */
public final class RouteTable {

    private final Map<Route.Method, Node> roots = new EnumMap<>(Route.Method.class);

    /**
     * @throws RouteConflict when two routes have the same method and the same path but for the parameters' names, or a
     *     path has the same parameter twice
     */
    public RouteTable(List<Route> routes) {
        routes.forEach(this::add);
    }

    /** A route and what its parameters hold. */
    public record Match(Route route, Map<String, String> parameters) {}

    /** Two routes, or two parameters of one, that cannot be told apart. */
    public static final class RouteConflict extends RuntimeException {

        private static final long serialVersionUID = 1;
        private final transient Route route;
        private final transient @Nullable String parameter;

        private RouteConflict(Route route, @Nullable String parameter) {
            super(route.method() + " " + route.path()
                    + (parameter == null ? " is there twice" : " has twice " + parameter));
            this.route = route;
            this.parameter = parameter;
        }

        public Route route() {
            return route;
        }

        /** The parameter, with its braces, that the path has twice; null when the route itself is there twice. */
        public @Nullable String parameter() {
            return parameter;
        }
    }

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
                    throw new RouteConflict(route, segment);
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
            throw new RouteConflict(route, null);
        }
        node.route = route;
    }

    /** The names of the parameters in a path. */
    public static List<String> parameters(String path) {
        return segments(path).stream()
                .filter(RouteTable::isParameter)
                .map(RouteTable::name)
                .toList();
    }

    /**
     * @param path as sent, percent-encoded, from where the routes begin
     */
    public Optional<Match> match(Route.Method method, String path) {
        Node root = roots.get(method);
        if (root == null) {
            return Optional.empty();
        }
        List<String> segments = new ArrayList<>();
        try {
            for (String segment : segments(path)) {
                if (segment.isEmpty()) {
                    return Optional.empty();
                }
                segments.add(URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8));
            }
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
        Route route = find(root, segments, 0);
        return Optional.ofNullable(route).map(found -> new Match(found, values(found, segments)));
    }

    /** The methods that the path knows, with commas between; empty when there is no such path. */
    public String allowed(String path) {
        return Arrays.stream(Route.Method.values())
                .filter(method -> match(method, path).isPresent())
                .map(Enum::name)
                .collect(Collectors.joining(", "));
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
        List<String> segments = List.of(path.split("/"));
        return !segments.isEmpty() && segments.get(0).isEmpty() ? segments.subList(1, segments.size()) : segments;
    }

    private static boolean isParameter(String segment) {
        return segment.startsWith("{") && segment.endsWith("}");
    }

    private static String name(String segment) {
        return segment.substring(1, segment.length() - 1);
    }
}
