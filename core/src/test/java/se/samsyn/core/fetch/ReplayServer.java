package se.samsyn.core.fetch;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import se.samsyn.core.database.Json;
import se.samsyn.core.settings.FetchSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Kolada's and Skolverket's interfaces on this machine: answers with what they have answered, page by page and by the rules that
 * they have, and misbehaves when it is told to.
 */
public final class ReplayServer implements AutoCloseable {

    private static final String RESOURCES = "/se/samsyn/core/imports/";
    private static final int MOST_IDS = 25;
    private static final int MOST_ROWS = 5000;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Deque<Fault> faults = new ArrayDeque<>();
    private final List<HttpExchange> asked = new CopyOnWriteArrayList<>();
    private final List<ObjectNode> catalogue = new ArrayList<>();
    private final List<ObjectNode> municipalities;
    private final List<ObjectNode> units;
    private final List<ObjectNode> groups;
    private final List<ObjectNode> data = new ArrayList<>();
    private Set<String> withoutStatistics = Set.of();
    private String statisticsInstead = "";
    private int rowsOnPage = MOST_ROWS;

    /** What goes wrong with an answer. */
    @FunctionalInterface
    public interface Fault {
        /** True when it has answered. */
        boolean instead(HttpExchange exchange) throws IOException;
    }

    private ReplayServer(Predicate<ObjectNode> published, Predicate<ObjectNode> grouped) {
        try {
            this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            zip("kolada/v3_kpi_catalogue_2026-03-23.zip").filter(published).forEach(catalogue::add);
            this.municipalities = values("kolada/v3_municipality_2026-03-23.json").toList();
            this.units = values("kolada/v3_ou_0684_grundskola.json").toList();
            this.groups = values("kolada/v3_municipality_groups_2026-03-23.json").filter(grouped).toList();
            for (String file : List.of("2026-03-04_arboga_group", "N00945_1996-2020", "N01951_0580_2025_gender")) {
                values("kolada/v3_data_" + file + ".json").forEach(data::add);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    /** All that Kolada has published. */
    static ReplayServer whole() {
        return new ReplayServer(kpi -> true, group -> true);
    }

    /** The indicators alone that there are figures of, and some others of schools, and the groups that have to do with Arboga: for tests in a hurry. */
    public static ReplayServer start() {
        Set<String> codes = Stream.of("2026-03-04_arboga_group", "N00945_1996-2020", "N01951_0580_2025_gender")
                .flatMap(file -> values("kolada/v3_data_" + file + ".json"))
                .map(record -> record.path("kpi").asString())
                .collect(Collectors.toSet());
        return new ReplayServer(
                kpi -> codes.contains(kpi.path("id").asString()) || kpi.path("id").asString().startsWith("N154"), group -> group.toString().contains("Arboga"));
    }

    /** Where it is, for a server that fetches. */
    FetchSettings settings() {
        return new FetchSettings(kolada(), URI.create(skolverket()), null);
    }

    URI kolada() {
        return URI.create(koladaAddress());
    }

    public String koladaAddress() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v3";
    }

    public String skolverket() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/planned-educations/v4";
    }

    /** The paths and queries that it has been asked for. */
    List<String> asked() {
        return asked.stream().map(exchange -> exchange.getRequestURI().toString()).toList();
    }

    /** A header of the latest request. */
    String header(String name) {
        return asked.get(asked.size() - 1).getRequestHeaders().getFirst(name);
    }

    void forgetAsked() {
        asked.clear();
    }

    /** The next answers go wrong so, one each. */
    public synchronized void next(Fault... wrong) {
        faults.addAll(List.of(wrong));
    }

    /** What is answered next to those that ask for this goes wrong, again and again. */
    void always(String within, Fault wrong) {
        Fault[] self = new Fault[1];
        self[0] = exchange -> {
            next(self[0]);
            return exchange.getRequestURI().getPath().contains(within) && wrong.instead(exchange);
        };
        next(self[0]);
    }

    synchronized void behave() {
        faults.clear();
    }

    void rowsOnPage(int most) {
        rowsOnPage = most;
    }

    static Fault status(int status, String... headers) {
        return exchange -> {
            for (int i = 0; i < headers.length; i += 2) {
                exchange.getResponseHeaders().add(headers[i], headers[i + 1]);
            }
            byte[] body = status == 410 ? closed() : "{\"detail\":\"No\"}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
            return true;
        };
    }

    /** It will not answer. */
    public static Fault refusal(int status) {
        return status(status);
    }

    /** What Kolada says where its former interface was. */
    private static byte[] closed() {
        return tree("kolada/v2_any_path_410.json").path("body").toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Says that there is more than it sends, and hangs up. */
    static Fault cut() {
        return exchange -> {
            exchange.sendResponseHeaders(200, 4000);
            exchange.getResponseBody().write("{\"values\":[{\"id\":".getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            exchange.close();
            return true;
        };
    }

    static Fault body(String body) {
        return exchange -> {
            send(exchange, 200, body);
            return true;
        };
    }

    /** Answers nothing until it is closed. */
    public Fault silence() {
        return exchange -> {
            try {
                closing.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
            return true;
        };
    }

    /** Whom the figure is of, such as {@code N00945 0180 2019}. */
    public synchronized void revise(String figure, double value) {
        ((ObjectNode) record(figure).path("values").path(0)).put("value", value).put("count", 1);
    }

    synchronized void markDeleted(String figure) {
        ((ObjectNode) record(figure).path("values").path(0)).put("isdeleted", true);
    }

    public synchronized void remove(String figure) {
        data.remove(record(figure));
    }

    synchronized void removeAllOf(String kpi) {
        data.removeIf(record -> record.path("kpi").asString().equals(kpi));
    }

    synchronized void unpublish(String kpi) {
        catalogue.removeIf(record -> record.path("id").asString().equals(kpi));
    }

    /** The same figures as some municipality's, as those of a single unit are given. */
    synchronized void unit(String ou, String likeMunicipality, String kpi) {
        catalogue.stream()
                .filter(record -> record.path("id").asString().equals(kpi))
                .forEach(record -> record.put("has_ou_data", true));
        List<ObjectNode> units = data.stream()
                .filter(record -> record.path("municipality").asString("").equals(likeMunicipality)
                        && record.path("kpi").asString().equals(kpi))
                .map(ObjectNode::deepCopy)
                .toList();
        units.forEach(record -> {
            record.remove("municipality");
            record.put("ou", ou);
        });
        data.addAll(units);
    }

    void withoutStatistics(String... schools) {
        withoutStatistics = Set.of(schools);
    }

    /** This is answered to questions about a school. */
    void statistics(String json) {
        statisticsInstead = json;
    }

    private ObjectNode record(String figure) {
        return data.stream()
                .filter(record -> figure.equals(record.path("kpi").asString() + " "
                        + record.path("municipality").asString(record.path("ou").asString("")) + " "
                        + record.path("period").asInt()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No " + figure));
    }

    private void answer(HttpExchange exchange) throws IOException {
        asked.add(exchange);
        Fault fault;
        synchronized (this) {
            fault = faults.poll();
        }
        if (fault != null && fault.instead(exchange)) {
            return;
        }
        String path = exchange.getRequestURI().getPath();
        String[] parts = path.substring(1).split("/");
        if (path.startsWith("/planned-educations/v4/school-units/") && path.endsWith("/statistics/gr")) {
            statistics(exchange, parts[3]);
        } else if (path.equals("/v3/ou")) {
            String query = exchange.getRequestURI().getQuery();
            page(exchange, units.stream()
                    .filter(unit -> query.contains("municipality=" + unit.path("municipality").asString()))
                    .toList());
        } else if (parts.length == 2 && parts[0].equals("v3")) {
            page(exchange, list(parts[1]));
        } else if (parts.length == 8 && parts[0].equals("v3") && parts[2].equals("kpi") && parts[6].equals("year")) {
            figures(exchange, parts);
        } else {
            send(exchange, 404, "{\"detail\":\"Not Found\"}");
        }
    }

    private List<ObjectNode> list(String name) {
        return switch (name) {
            case "kpi" -> catalogue;
            case "municipality" -> municipalities;
            case "municipality_groups" -> groups;
            default -> List.of();
        };
    }

    private synchronized void figures(HttpExchange exchange, String[] parts) throws IOException {
        Set<String> kpis = Set.of(parts[3].split(","));
        Set<String> bodies = Set.of(parts[5].split(","));
        Set<String> years = Set.of(parts[7].split(","));
        if (Stream.of(kpis, bodies, years).anyMatch(ids -> ids.size() > MOST_IDS)) {
            send(exchange, 400, "{\"detail\":\"Too many ids\"}");
            return;
        }
        String field = parts[1].equals("oudata") ? "ou" : "municipality";
        page(exchange, data.stream()
                .filter(record -> kpis.contains(record.path("kpi").asString())
                        && bodies.contains(record.path(field).asString(""))
                        && years.contains(String.valueOf(record.path("period").asInt())))
                .toList());
    }

    private synchronized void page(HttpExchange exchange, List<ObjectNode> all) throws IOException {
        String query = Objects.toString(exchange.getRequestURI().getQuery(), "");
        int page = number(query, "page=", 1);
        int size = Math.min(number(query, "per_page=", MOST_ROWS), rowsOnPage);
        int from = Math.min(all.size(), (page - 1) * size);
        int to = Math.min(all.size(), from + size);
        ObjectNode answer = Json.mapper().createObjectNode();
        ArrayNode values = answer.putArray("values");
        all.subList(from, to).forEach(values::add);
        String address = koladaAddress() + exchange.getRequestURI().getPath().substring("/v3".length());
        answer.put("next_url", to < all.size() ? address + "?page=" + (page + 1) + "&per_page=" + size : null);
        answer.put("previous_url", page > 1 ? address + "?page=" + (page - 1) + "&per_page=" + size : null);
        answer.put("count", to - from);
        send(exchange, 200, answer.toString());
    }

    private static int number(String query, String name, int otherwise) {
        return Stream.of(query.split("&"))
                .filter(part -> part.startsWith(name))
                .mapToInt(part -> Integer.parseInt(part.substring(name.length())))
                .findFirst()
                .orElse(otherwise);
    }

    private void statistics(HttpExchange exchange, String school) throws IOException {
        String resource = RESOURCES + "skolverket/statistics_gr/" + school + ".json";
        if (!statisticsInstead.isEmpty()) {
            send(exchange, 200, statisticsInstead);
            return;
        }
        try (InputStream in = ReplayServer.class.getResourceAsStream(resource)) {
            if (in == null || withoutStatistics.contains(school)) {
                send(exchange, 404, "{\"status\":\"NOT_FOUND\",\"message\":\"No statistics\",\"body\":null}");
            } else {
                send(exchange, 200, new String(in.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
    }

    private static void send(HttpExchange exchange, int status, String json) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static JsonNode tree(String resource) {
        try (InputStream in = Objects.requireNonNull(
                ReplayServer.class.getResourceAsStream(RESOURCES + resource), resource)) {
            return Json.mapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<ObjectNode> values(String resource) {
        return tree(resource).path("values").valueStream().map(ObjectNode.class::cast);
    }

    private static Stream<ObjectNode> zip(String resource) throws IOException {
        List<ObjectNode> records = new ArrayList<>();
        try (ZipInputStream zip = new ZipInputStream(Objects.requireNonNull(
                ReplayServer.class.getResourceAsStream(RESOURCES + resource), resource))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Json.mapper().readTree(zip.readAllBytes()).path("values").valueStream()
                        .map(ObjectNode.class::cast).forEach(records::add);
            }
        }
        return records.stream();
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
