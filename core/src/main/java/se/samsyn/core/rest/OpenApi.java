package se.samsyn.core.rest;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.web.Route;

/** Describes the REST interface in OpenAPI 3.1, from the operations that are served. */
public final class OpenApi {

    private static final Pattern PARAMETER = Pattern.compile("\\{([a-zA-Z]+)}");

    private final Map<String, Object> schemas = new TreeMap<>();

    private OpenApi() {}

    /**
     * The document as it is sent.
     *
     * @param plugins the endpoints of plugins, which say nothing of their content, by plugin id
     */
    public static Map<String, Object> document(
            List<Operation> operations, Map<String, List<Route>> plugins, String version) {
        OpenApi api = new OpenApi();
        Map<String, Map<String, Object>> paths = new TreeMap<>();
        for (Operation operation : operations) {
            put(paths, operation.route(), api.describe(operation));
        }
        plugins.forEach((plugin, routes) -> routes.forEach(route -> put(paths, route, describe(plugin, route))));
        api.schemas.put("Problem", problemSchema());
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("openapi", "3.1.0");
        document.put("info", Map.of("title", "Samsyn", "version", version));
        document.put("security", List.of(Map.of("bearer", List.of())));
        document.put("paths", paths);
        document.put(
                "components",
                Map.of(
                        "schemas", api.schemas,
                        "securitySchemes", Map.of("bearer", Map.of("type", "http", "scheme", "bearer"))));
        return document;
    }

    private static void put(Map<String, Map<String, Object>> paths, Route route, Map<String, Object> described) {
        paths.computeIfAbsent(route.path(), path -> new LinkedHashMap<>())
                .put(route.method().name().toLowerCase(Locale.ROOT), described);
    }

    private static Map<String, Object> describe(String plugin, Route route) {
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("tags", List.of(plugin));
        described.put("parameters", pathParameters(route));
        if (route.method() == Route.Method.POST || route.method() == Route.Method.PATCH) {
            described.put("requestBody", content("What the plugin asks for", Map.of("type", "object")));
        }
        described.put(
                "responses",
                Map.of("default", Map.of("description", "What the plugin answers"), "4XX", problem()));
        return described;
    }

    private Map<String, Object> describe(Operation operation) {
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("summary", operation.summary());
        described.put("parameters", parameters(operation));
        if (operation.body() != null) {
            boolean patch = operation.route().method().name().equals("PATCH");
            String type = patch ? "application/merge-patch+json" : "application/json";
            described.put(
                    "requestBody",
                    Map.of("required", true, "content", Map.of(type, Map.of("schema", reference(operation.body())))));
        }
        described.put("responses", responses(operation));
        return described;
    }

    private static List<Map<String, Object>> parameters(Operation operation) {
        List<Map<String, Object>> parameters = new ArrayList<>(pathParameters(operation.route()));
        operation.filters().forEach(name -> parameters.add(parameter(name, "query", false, "string")));
        if (operation.shape() == Operation.Shape.LIST) {
            parameters.add(parameter("limit", "query", false, "integer"));
            parameters.add(parameter("cursor", "query", false, "string"));
        }
        if (operation.route().method().name().equals("PATCH")) {
            parameters.add(parameter("If-Match", "header", true, "string"));
        }
        return parameters;
    }

    private static List<Map<String, Object>> pathParameters(Route route) {
        return PARAMETER.matcher(route.path())
                .results()
                .map(found -> parameter(found.group(1), "path", true, "string"))
                .toList();
    }

    private static Map<String, Object> parameter(String name, String in, boolean required, String type) {
        return Map.of("name", name, "in", in, "required", required, "schema", Map.of("type", type));
    }

    private Map<String, Object> responses(Operation operation) {
        Map<String, Object> responses = new LinkedHashMap<>();
        Map<String, Object> item = reference(operation.answer());
        switch (operation.shape()) {
            case LIST -> responses.put("200", content("A part of the list", page(item)));
            case CREATED -> responses.put("201", content("It was created", item));
            case ITEM -> responses.put("200", content("It as it is now", item));
        }
        responses.put("4XX", problem());
        return responses;
    }

    private static Map<String, Object> problem() {
        Map<String, Object> schema = Map.of("$ref", "#/components/schemas/Problem");
        return Map.of(
                "description", "What is wrong",
                "content", Map.of("application/problem+json", Map.of("schema", schema)));
    }

    private static Map<String, Object> content(String description, Map<String, Object> schema) {
        return Map.of("description", description, "content", Map.of("application/json", Map.of("schema", schema)));
    }

    private static Map<String, Object> page(Map<String, Object> item) {
        return Map.of(
                "type", "object",
                "required", List.of("items", "next"),
                "properties", Map.of(
                        "items", Map.of("type", "array", "items", item),
                        "next", Map.of("type", List.of("string", "null"))));
    }

    private Map<String, Object> reference(Class<?> record) {
        String name = record.getSimpleName();
        if (!schemas.containsKey(name)) {
            schemas.put(name, Map.of());
            schemas.put(name, recordSchema(record));
        }
        return Map.of("$ref", "#/components/schemas/" + name);
    }

    private Map<String, Object> recordSchema(Class<?> record) {
        Map<String, Object> properties = new LinkedHashMap<>();
        for (RecordComponent component : record.getRecordComponents()) {
            boolean nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
            properties.put(component.getName(), schema(component.getGenericType(), nullable));
        }
        return Map.of("type", "object", "properties", properties);
    }

    private Map<String, Object> schema(Type type, boolean nullable) {
        if (type instanceof ParameterizedType generic) {
            Type last = generic.getActualTypeArguments()[generic.getActualTypeArguments().length - 1];
            return generic.getRawType() == Map.class
                    ? Map.of("type", "object", "additionalProperties", schema(last, false))
                    : Map.of("type", "array", "items", schema(last, false));
        }
        Class<?> plain = (Class<?>) type;
        if (plain.isRecord()) {
            return reference(plain);
        }
        String name = name(plain);
        return Map.of("type", nullable ? List.of(name, "null") : name);
    }

    private static String name(Class<?> type) {
        if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
            return "integer";
        }
        if (type == double.class || type == Double.class || type == BigDecimal.class) {
            return "number";
        }
        return type == boolean.class || type == Boolean.class ? "boolean" : "string";
    }

    private static Map<String, Object> problemSchema() {
        Map<String, Object> text = Map.of("type", "string");
        return Map.of(
                "type", "object",
                "required", List.of("type", "title", "status", "detail"),
                "properties", Map.of(
                        "type", text,
                        "title", text,
                        "status", Map.of("type", "integer"),
                        "detail", text,
                        "errors", Map.of("type", "object", "additionalProperties", text)));
    }
}
