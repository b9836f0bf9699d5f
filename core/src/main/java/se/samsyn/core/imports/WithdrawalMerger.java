package se.samsyn.core.imports;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import se.samsyn.core.access.Grant;
import se.samsyn.core.imports.Staging.Chunk;
import se.samsyn.core.imports.Verdict.Difference;
import se.samsyn.core.imports.format.Item.WithdrawnItem;
import se.samsyn.core.measuring.CatalogueRepository;
import se.samsyn.core.measuring.Indicator;
import se.samsyn.core.measuring.IndicatorRepository;
import se.samsyn.core.measuring.IndicatorService;

/** What a newer catalogue no longer has: our indicators retire, and nobody can choose it any more. */
final class WithdrawalMerger implements Merger<WithdrawnItem> {

    private final CatalogueRepository catalogue;
    private final IndicatorRepository indicators;
    private final IndicatorService indicatorService;
    private final Grant grant;
    private final LocalDate today;

    WithdrawalMerger(
            CatalogueRepository catalogue,
            IndicatorRepository indicators,
            IndicatorService indicatorService,
            Grant grant,
            LocalDate today) {
        this.catalogue = catalogue;
        this.indicators = indicators;
        this.indicatorService = indicatorService;
        this.grant = grant;
        this.today = today;
    }

    @Override
    public List<Verdict> plan(List<WithdrawnItem> items) {
        Verdict retired = Verdict.of(List.of(new Difference("retired", "", today.toString())));
        return items.stream().map(item -> retired).toList();
    }

    @Override
    public void save(Staging staging) {
        Map<String, Map<String, Indicator>> ours = new HashMap<>();
        for (Chunk<WithdrawnItem> chunk : staging.toSave(WithdrawnItem.class)) {
            for (WithdrawnItem item : chunk.items()) {
                catalogue.remove(item.source(), item.code());
                Indicator indicator = ours.computeIfAbsent(item.source(), indicators::ofSource).get(item.code());
                if (indicator != null && indicator.retiredOn() == null) {
                    indicatorService.update(grant, indicator.retired(today));
                }
            }
        }
    }
}
