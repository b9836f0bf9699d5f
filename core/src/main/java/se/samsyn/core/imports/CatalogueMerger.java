package se.samsyn.core.imports;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import se.samsyn.core.access.Grant;
import se.samsyn.core.imports.Staging.Chunk;
import se.samsyn.core.imports.Verdict.Difference;
import se.samsyn.core.imports.format.Item.CatalogueItem;
import se.samsyn.core.measuring.CatalogueIndicator;
import se.samsyn.core.measuring.CatalogueRepository;
import se.samsyn.core.measuring.Indicator;
import se.samsyn.core.measuring.IndicatorRepository;
import se.samsyn.core.measuring.IndicatorService;

/** Brings the catalogue that indicators are chosen from up to date. */
final class CatalogueMerger implements Merger<CatalogueItem> {

    private static final String KOLADA = "kolada";

    private final CatalogueRepository catalogue;
    private final IndicatorRepository indicators;
    private final IndicatorService indicatorService;
    private final Grant grant;
    private final Map<String, Map<String, Indicator>> bySource = new HashMap<>();

    CatalogueMerger(
            CatalogueRepository catalogue,
            IndicatorRepository indicators,
            IndicatorService indicatorService,
            Grant grant) {
        this.catalogue = catalogue;
        this.indicators = indicators;
        this.indicatorService = indicatorService;
        this.grant = grant;
    }

    @Override
    public List<Verdict> plan(List<CatalogueItem> items) {
        List<Verdict> verdicts = new ArrayList<>(items.size());
        Map<String, Map<String, CatalogueIndicator>> found = published(items);
        for (CatalogueItem item : items) {
            CatalogueIndicator before = found.get(item.source()).get(item.code());
            verdicts.add(before == null ? planNew(item) : Verdict.of(differences(before, entry(item))));
        }
        return verdicts;
    }

    /** Those of the items that the catalogue has, by source and code. */
    private Map<String, Map<String, CatalogueIndicator>> published(List<CatalogueItem> items) {
        Map<String, List<String>> codes = items.stream()
                .collect(Collectors.groupingBy(
                        CatalogueItem::source, Collectors.mapping(CatalogueItem::code, Collectors.toList())));
        return codes.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> catalogue.find(e.getKey(), e.getValue())));
    }

    /** Our indicator of this that was retired; null when there is none. */
    private @Nullable Indicator retired(CatalogueItem item) {
        Indicator ours = ours(item.source()).get(item.code());
        return ours == null || ours.retiredOn() == null ? null : ours;
    }

    private Map<String, Indicator> ours(String source) {
        return bySource.computeIfAbsent(source, indicators::ofSource);
    }

    private Verdict planNew(CatalogueItem item) {
        Indicator indicator = retired(item);
        return indicator == null
                ? Verdict.CREATED
                : Verdict.of(List.of(new Difference("retired", String.valueOf(indicator.retiredOn()), "")));
    }

    @Override
    public void save(Staging staging) {
        for (Chunk<CatalogueItem> chunk : staging.toSave(CatalogueItem.class)) {
            bringBack(chunk.items());
            catalogue.save(chunk.items().stream().map(CatalogueMerger::entry).toList());
        }
        if (staging.items(CatalogueItem.class).iterator().hasNext()) {
            nameThoseThatCameFirst();
        }
    }

    /** What retired when a catalogue lacked it goes on again; what someone retired while it was published stays so. */
    private void bringBack(List<CatalogueItem> items) {
        Map<String, Map<String, CatalogueIndicator>> published = published(items);
        for (CatalogueItem item : items) {
            Indicator indicator = retired(item);
            if (indicator != null && !published.get(item.source()).containsKey(item.code())) {
                Indicator back = indicatorService.update(grant, indicator.retired(null));
                ours(item.source()).put(item.code(), back);
            }
        }
    }

    /** Figures can come before the catalogue: their indicators have only a code until it says what they are. */
    private void nameThoseThatCameFirst() {
        List<Indicator> unnamed = indicators.ofSource(KOLADA).values().stream()
                .filter(indicator -> indicator.name().equals(indicator.code()))
                .toList();
        Map<String, CatalogueIndicator> entries =
                catalogue.find(KOLADA, unnamed.stream().map(Indicator::code).toList());
        for (Indicator indicator : unnamed) {
            CatalogueIndicator entry = entries.get(indicator.code());
            if (entry != null) {
                indicatorService.update(grant, entry.draft().identified(indicator.id(), indicator.version()));
            }
        }
    }

    private static CatalogueIndicator entry(CatalogueItem item) {
        return new CatalogueIndicator(
                item.source(),
                item.code(),
                item.title(),
                item.description(),
                item.area(),
                item.perspective(),
                item.byGender(),
                item.perUnit(),
                item.published());
    }

    private static List<Difference> differences(CatalogueIndicator before, CatalogueIndicator after) {
        List<Difference> changes = new ArrayList<>();
        compare(changes, "name", before.title(), after.title());
        compare(changes, "description", before.description(), after.description());
        compare(changes, "area", before.area(), after.area());
        compare(changes, "perspective", before.perspective(), after.perspective());
        compare(changes, "bygender", before.byGender(), after.byGender());
        compare(changes, "perunit", before.perUnit(), after.perUnit());
        compare(changes, "published", before.published(), after.published());
        return changes;
    }

    private static void compare(
            List<Difference> changes, String field, @Nullable Object before, @Nullable Object after) {
        if (!Objects.equals(before, after)) {
            changes.add(new Difference(field, Objects.toString(before, ""), Objects.toString(after, "")));
        }
    }
}
