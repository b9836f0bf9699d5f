package se.samsyn.plugin.meetings;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Every address of one meeting, by who may call it.
 *
 * @param file one that is attached to the item
 * @param member the id of one who takes part
 * @param other the id of one who does not
 */
record MeetingAddresses(
        String series, String meeting, String item, String file, String decision, String action, String member, String other) {

    static final String API = "/api/v1/modules/meetings";
    static final List<String> LISTS = List.of("/series", "/meetings", "/items", "/decisions", "/actions");

    /** These are of no series, and show a person's own alone. */
    private static final Set<String> OF_NO_SERIES = Set.of("GET /", "GET /series", "GET /series/new", "POST /series");

    /** What is there to read, and what a member and an overseer get. */
    List<String> read() {
        return List.of(
                series, series + "/decisions", series + "/actions", meeting, meeting + "/agenda", meeting + "/door", meeting + "/screen",
                meeting + "/screen/part", meeting + "/minutes/word", meeting + "/minutes/pdf", item, file);
    }

    List<String> membersAlone() {
        return List.of(
                meeting + "/room/head", meeting + "/room/state", meeting + "/room/agenda", meeting + "/room/item", meeting + "/room/results",
                meeting + "/room/following", meeting + "/room/people");
    }

    List<String> leadersAlone() {
        return List.of(
                series + "/edit", series + "/members", series + "/template", series + "/meetings/new", meeting + "/edit",
                meeting + "/who-waits", meeting + "/end");
    }

    /** What leads elsewhere, goes on for ever, or is for those alone who sign. */
    List<String> besides() {
        return List.of(meeting + "/room", meeting + "/live", meeting + "/send-back");
    }

    Map<String, Map<String, String>> writes() {
        Map<String, Map<String, String>> writes = new LinkedHashMap<>();
        writes.put(meeting + "/items", Map.of("title", "X", "minutes", "1"));
        writes.put(meeting + "/state", Map.of("to", "HELD"));
        writes.put(meeting + "/presence", Map.of("person", member, "present", "true"));
        writes.put(meeting + "/writing", Map.of("place", "note-1"));
        writes.put(item + "/note", Map.of("note-" + item.replaceAll(".*/", ""), "X", "version", "0"));
        writes.put(item + "/decisions", Map.of("newdecision", "X"));
        writes.put(decision, Map.of("decision-" + decision.replaceAll(".*/", ""), "X", "version", "1"));
        writes.put(decision + "/remove", Map.of("version", "1"));
        writes.put(item + "/actions", Map.of("newaction", "X"));
        writes.put(action, Map.of("action-" + action.replaceAll(".*/", ""), "X", "version", "1"));
        writes.put(action + "/done", Map.of("done", "true"));
        writes.put(action + "/remove", Map.of("version", "1"));
        writes.put(item + "/files", Map.of());
        writes.put(item + "/state", Map.of("state", "DONE"));
        writes.put(item + "/move", Map.of("to", "up"));
        writes.put(item + "/remove", Map.of());
        writes.put(item + "/subject", Map.of("subject", "UNIT:1"));
        writes.put(item, Map.of("title", "X", "minutes", "1", "version", "1"));
        writes.put(file + "/remove", Map.of());
        writes.put(item + "/current", Map.of());
        writes.put(meeting + "/edit", Map.of("day", "2026-12-04", "time", "09:00", "minutes", "60", "version", "1"));
        writes.put(meeting + "/call-off", Map.of("why", "X"));
        writes.put(meeting + "/invite", Map.of());
        writes.put(meeting + "/minutes/send", Map.of());
        writes.put(meeting + "/sign", Map.of());
        writes.put(meeting + "/send-back", Map.of("why", "X"));
        writes.put(meeting + "/take-back", Map.of());
        writes.put(meeting + "/stand-in", Map.of());
        writes.put(meeting + "/mended", Map.of());
        writes.put(series + "/template", Map.of());
        writes.put(series + "/meetings", Map.of("day", "2026-12-04", "time", "09:00", "minutes", "60", "repeat", "0"));
        writes.put(series + "/members/by-role", Map.of("coreRole", "EMPLOYEE"));
        writes.put(series + "/members/" + member, Map.of("role", "CHAIR"));
        writes.put(series + "/members/" + member + "/remove", Map.of());
        writes.put(series + "/edit", Map.of("name", "X", "version", "1"));
        writes.put(series + "/members", Map.of("person", other));
        return writes;
    }

    /** The same of the interface for other systems. */
    static String api(String address) {
        return API + address.substring(TestMeetings.BASE.length());
    }

    /** What a module adds, as its jar tells it, that nothing here leads to. */
    List<String> untried(List<String> added) {
        Stream<String> pages = Stream.of(read(), membersAlone(), leadersAlone(), besides())
                .flatMap(List::stream)
                .map(path -> "GET " + path);
        Stream<String> forms = writes().keySet().stream().map(path -> "POST " + path);
        Stream<String> calls = Stream.concat(
                Stream.concat(LISTS.stream().map(list -> API + list), Stream.of(api(series), api(meeting))).map(path -> "GET " + path),
                Stream.of("POST " + api(meeting) + "/items"));
        return Stream.concat(
                        untried(routes(added, "routes "), Stream.concat(pages, forms), TestMeetings.BASE),
                        untried(routes(added, "endpoints "), calls, API))
                .toList();
    }

    /** Without who may call them. */
    private static List<String> routes(List<String> added, String kind) {
        return added.stream()
                .filter(line -> line.startsWith(kind))
                .map(line -> line.substring(kind.length(), line.lastIndexOf(' ')))
                .toList();
    }

    /** An address is answered by the route that names most of it. */
    private static Stream<String> untried(List<String> routes, Stream<String> tried, String base) {
        List<String> reached = tried.map(path -> path.replaceFirst(base, ""))
                .map(path -> routes.stream()
                        .filter(route -> path.matches(route.replaceAll("\\{\\w+}", "[^/]+")))
                        .min(Comparator.comparingLong(route -> route.chars().filter(letter -> letter == '{').count()))
                        .orElseThrow(() -> new AssertionError("No route answers " + path)))
                .toList();
        return routes.stream().filter(route -> !reached.contains(route) && !OF_NO_SERIES.contains(route));
    }
}
