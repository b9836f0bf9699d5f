package se.samsyn.core.report;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.web.Request;
import se.samsyn.core.access.Ids;
import se.samsyn.core.measuring.Paging;
import se.samsyn.core.measuring.Period;
import se.samsyn.core.organisation.UnitKind;

/**
 * What a comparison shows, as its address says it; what the address says wrong is as if it were not there.
 *
 * @param kind the kind of unit; null for what suits the person
 * @param every whether units of every kind are shown
 * @param areaId the unit that the units are to be under; null for all
 * @param indicatorIds empty for those that suit the units
 * @param period null for the latest of each indicator
 * @param sort {@code name} or the id of an indicator
 */
record CompareQuery(
        @Nullable UnitKind kind,
        boolean every,
        @Nullable Long areaId,
        Set<Long> indicatorIds,
        @Nullable Period period,
        String sort,
        boolean descending,
        Paging paging) {

    static final String BY_NAME = "name";

    /** A page shows so many units at most. */
    static final int PAGE = 50;

    /** A table shows so many indicators at most. */
    static final int MOST_INDICATORS = 60;

    private static final String EVERY = "ALL";

    static CompareQuery of(Request request) {
        Set<Long> indicators = new LinkedHashSet<>();
        for (String text : request.queryAll("indicator")) {
            OptionalLong id = Ids.parse(text);
            if (id.isPresent() && indicators.size() < MOST_INDICATORS) {
                indicators.add(id.getAsLong());
            }
        }
        OptionalLong area = Ids.parse(request.query("area"));
        OptionalLong sort = Ids.parse(request.query("sort"));
        return new CompareQuery(
                kind(request.query("kind")),
                EVERY.equals(request.query("kind")),
                area.isPresent() ? (Long) area.getAsLong() : null,
                indicators,
                Period.parse(request.query("period")).orElse(null),
                sort.isPresent() ? Long.toString(sort.getAsLong()) : BY_NAME,
                "desc".equals(request.query("order")),
                Paging.of(request, PAGE));
    }

    CompareQuery of(UnitKind chosen) {
        return new CompareQuery(chosen, every, areaId, indicatorIds, period, sort, descending, paging);
    }

    /** All that the address says but for the order and the page. */
    Map<String, List<String>> parameters() {
        Map<String, List<String>> parameters = units();
        parameters.put("period", List.of(period == null ? "" : period.text()));
        parameters.put("indicator", indicatorIds.stream().map(String::valueOf).toList());
        return parameters;
    }

    /** Which units the address asks for. */
    Map<String, List<String>> units() {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        parameters.put("kind", List.of(kindText()));
        parameters.put("area", List.of(areaText()));
        return parameters;
    }

    /** The parameters with the order. */
    Map<String, List<String>> sortedParameters() {
        Map<String, List<String>> parameters = parameters();
        parameters.put("sort", List.of(sort));
        parameters.put("order", List.of(descending ? "desc" : ""));
        return parameters;
    }

    String areaText() {
        return areaId == null ? "" : areaId.toString();
    }

    String kindText() {
        return every ? EVERY : kind == null ? "" : kind.name();
    }

    private static @Nullable UnitKind kind(@Nullable String text) {
        return Arrays.stream(UnitKind.values()).filter(k -> k.name().equals(text)).findFirst().orElse(null);
    }
}
