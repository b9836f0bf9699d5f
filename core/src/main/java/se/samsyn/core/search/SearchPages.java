package se.samsyn.core.search;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.web.Access;
import se.samsyn.api.web.Request;
import se.samsyn.api.web.Response;
import se.samsyn.api.web.Route;
import se.samsyn.core.access.CorePermissions;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.event.EventLog;
import se.samsyn.core.organisation.Unit;
import se.samsyn.core.organisation.UnitRepository;
import se.samsyn.core.web.HttpRequest;

/** Where one finds things. */
final class SearchPages {

    static final String PATH = "/search";

    private static final int SHOWN = 30;
    private static final int LONGEST = 200;

    private final SearchStore store;
    private final SearchSource others;
    private final UnitRepository units;

    SearchPages(SearchStore store, SearchSource others, UnitRepository units) {
        this.store = store;
        this.others = others;
        this.units = units;
    }

    List<Route> routes() {
        return List.of(Route.get(PATH, Access.signedIn(), this::search));
    }

    /** One that was found, in the reader's words. */
    public record Row(
            String kind, String icon, String title, String href, String where, List<Piece> excerpt, String from) {}

    /** A piece of an excerpt; marked when it is what was searched for. */
    public record Piece(String text, boolean marked) {}

    private Response search(Request request) {
        String typed = Optional.ofNullable(request.query("q")).orElse("").strip();
        String text = typed.substring(0, Math.min(LONGEST, typed.length()));
        SearchWords words = SearchWords.of(text);
        List<SearchHit> hits = words.none()
                ? List.of()
                : store.find(words, audiences(HttpRequest.user(request)), null, SHOWN).stream()
                        .map(SearchStore.Found::hit)
                        .toList();
        return Response.page(
                "se/samsyn/core/search/search",
                Map.of("query", text, "searched", !words.none(), "rows", rows(hits, request), "most", SHOWN));
    }

    private Set<String> audiences(CurrentUser user) {
        Set<String> audiences = new HashSet<>(others.audiences(user));
        Stream<String> units = user.units(CorePermissions.PLAN_READ).stream().map(id -> CoreDocuments.UNIT + id);
        Stream<String> own = Stream.of(
                CoreDocuments.SIGNED_IN,
                CoreDocuments.PERSON + user.id(),
                user.may(CorePermissions.PLAN_READ) ? CoreDocuments.READERS : CoreDocuments.SIGNED_IN);
        Stream.concat(units, own).map(key -> EventLog.CORE + "/" + key).forEach(audiences::add);
        return audiences;
    }

    private List<Row> rows(List<SearchHit> hits, Request request) {
        Map<Long, Unit> named = units.find(
                hits.stream().map(SearchHit::unitId).filter(Objects::nonNull).collect(Collectors.toSet()));
        List<Row> rows = new ArrayList<>();
        for (SearchHit hit : hits) {
            Unit unit = hit.unitId() == null ? null : named.get(hit.unitId());
            if (hit.source().equals(EventLog.CORE)) {
                rows.add(row(hit, request.text(hit.kind()), icon(hit.kind()), hit.path(), "", unit));
            } else {
                others.shown(hit.source(), hit.kind(), hit.path(), request.locale())
                        .ifPresent(shown -> rows.add(row(hit, shown.kind(), "puzzle", shown.address(), shown.from(), unit)));
            }
        }
        return rows;
    }

    private static Row row(SearchHit hit, String kind, String icon, String href, String from, @Nullable Unit unit) {
        String where = Stream.of(unit == null ? "" : unit.name(), hit.place())
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" · "));
        return new Row(kind, icon, hit.title(), href, where, pieces(hit.excerpt()), from);
    }

    private static String icon(String kind) {
        return switch (CoreDocuments.Kind.valueOf(kind.substring(kind.lastIndexOf('.') + 1))) {
            case UNIT -> "school";
            case GOAL -> "target";
            case ACTIVITY -> "list-checks";
            case INDICATOR -> "chart-line";
        };
    }

    static List<Piece> pieces(String excerpt) {
        List<Piece> pieces = new ArrayList<>();
        boolean marked = false;
        StringBuilder piece = new StringBuilder();
        for (char sign : (excerpt + SearchHit.END).toCharArray()) {
            if (sign != SearchHit.BEGIN && sign != SearchHit.END) {
                piece.append(sign);
                continue;
            }
            if (!piece.isEmpty()) {
                pieces.add(new Piece(piece.toString(), marked));
                piece.setLength(0);
            }
            marked = sign == SearchHit.BEGIN;
        }
        return pieces;
    }
}
