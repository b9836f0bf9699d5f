package se.samsyn.core.imports;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import se.samsyn.core.imports.format.SkolverketIndicators;
import se.samsyn.core.measuring.CatalogueIndicator;
import se.samsyn.core.measuring.CatalogueRepository;
import se.samsyn.core.measuring.Indicator;
import se.samsyn.core.measuring.Indicator.Aggregation;
import se.samsyn.core.measuring.Indicator.Direction;
import se.samsyn.core.measuring.Indicator.Periodicity;
import se.samsyn.core.measuring.IndicatorRepository;

/** The indicators that figures are of: those there are, and those that an import of their figures makes. */
final class IndicatorDrafts {

    private static final String KOLADA = "kolada";
    private static final String SKOLVERKET = "skolverket";

    private final IndicatorRepository indicators;
    private final CatalogueRepository catalogue;
    private final LocalDate today;
    private final Map<String, Map<String, Indicator>> bySource = new HashMap<>();
    private final Map<String, Indicator> drafts = new HashMap<>();
    private final Map<String, Indicator> skolverket = SkolverketIndicators.load().byCode();
    private final boolean catalogueKnown;

    IndicatorDrafts(IndicatorRepository indicators, CatalogueRepository catalogue, LocalDate today) {
        this.indicators = indicators;
        this.catalogue = catalogue;
        this.today = today;
        this.catalogueKnown = catalogue.count(KOLADA) > 0;
    }

    /**
     * The indicator named {@code source:code}, with id 0 while it is not there yet; empty when it is not there and nothing
     * is known of it.
     */
    Optional<Indicator> find(String ref) {
        int colon = ref.indexOf(':');
        String source = colon < 0 ? "own" : ref.substring(0, colon);
        String code = ref.substring(colon + 1);
        Indicator there = bySource.computeIfAbsent(source, indicators::ofSource).get(code);
        if (there != null) {
            return Optional.of(there);
        }
        return switch (source) {
            case KOLADA -> Optional.of(drafts.computeIfAbsent(ref, r -> ofKolada(code)));
            case SKOLVERKET -> Optional.ofNullable(skolverket.get(code));
            default -> Optional.empty();
        };
    }

    /** Whether the catalogue is known and lacks the indicator: its source no longer publishes it. */
    boolean retires(Indicator draft) {
        return draft.retiredOn() != null;
    }

    private Indicator ofKolada(String code) {
        CatalogueIndicator entry = catalogue.find(KOLADA, List.of(code)).get(code);
        if (entry != null) {
            return entry.draft();
        }
        return new Indicator(
                0, KOLADA, code, code, "", "", 1, Direction.NEUTRAL, Periodicity.YEAR, Aggregation.NONE, null, false,
                catalogueKnown ? today : null, 0);
    }
}
