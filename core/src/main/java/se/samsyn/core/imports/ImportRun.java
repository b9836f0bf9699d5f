package se.samsyn.core.imports;

import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.access.Grant;
import se.samsyn.core.database.SwedishCollation;
import se.samsyn.core.database.Times;
import se.samsyn.core.imports.Staging.Chunk;
import se.samsyn.core.imports.file.InputFile;
import se.samsyn.core.imports.format.ImportOptions;
import se.samsyn.core.imports.format.Item;
import se.samsyn.core.imports.format.Item.CatalogueItem;
import se.samsyn.core.imports.format.Item.FigureItem;
import se.samsyn.core.imports.format.Item.PersonItem;
import se.samsyn.core.imports.format.Item.UnitItem;
import se.samsyn.core.imports.format.Item.WithdrawnItem;
import se.samsyn.core.measuring.Indicator;
import se.samsyn.core.measuring.IndicatorService;
import se.samsyn.core.organisation.UnitGroupService;
import se.samsyn.core.organisation.UnitService;

/** One import: read into the stage, compared with what there is, and saved in one transaction. */
final class ImportRun {

    /** What figures hang on. */
    private static final List<String> STRUCTURE =
            List.of(UnitService.ENTITY, UnitGroupService.ENTITY, IndicatorService.ENTITY);

    private static final String PLANNED_AT = "plannedAt";
    private static final int MOST_NAMED = 20;
    private static final String NEW_INDICATOR = "imports.note.indicator";
    private static final String NEW_INDICATORS = "imports.note.indicators";
    private static final String RETIRED_INDICATORS = "imports.note.retired";
    private static final String NO_CATALOGUE = "imports.note.nocatalogue";

    private final ImportParts parts;
    private final Staging staging;
    private final CurrentUser who;
    private final Grant grant;

    ImportRun(ImportParts parts, Staging staging, CurrentUser who, Grant grant) {
        this.parts = parts;
        this.staging = staging;
        this.who = who;
        this.grant = grant;
    }

    void read(ImportType type, List<InputFile> files, ImportOptions options) throws IOException {
        Surroundings surroundings = Surroundings.of(
                directory(), parts.organisation().units().root(), parts.organisation().groups(), this::listed, options,
                who.locale());
        try (StagingRows rows = new StagingRows(staging)) {
            type.reader().read(files, options, surroundings, rows);
        }
    }

    /** What is listed of the source now: its catalogue, and those of our indicators that are not retired. */
    private Map<String, String> listed(String source) {
        Map<String, String> listed = new TreeMap<>(parts.measuring().catalogue().titles(source));
        parts.measuring().indicators().ofSource(source).forEach((code, indicator) -> {
            if (indicator.retiredOn() == null) {
                listed.putIfAbsent(code, indicator.name());
            }
        });
        return listed;
    }

    /** Tells what would become of each row. */
    void plan() {
        long changesSeen = parts.changes().latest();
        UnitDirectory units = directory();
        for (Chunk<UnitItem> chunk : staging.items(UnitItem.class)) {
            chunk.items().forEach(units::plan);
        }
        plan(UnitItem.class, units(units));
        plan(CatalogueItem.class, catalogue());
        plan(WithdrawnItem.class, withdrawals());
        plan(PersonItem.class, people(units));
        FigureMerger figures = figures(units);
        plan(FigureItem.class, figures);
        note(figures);
        staging.fact(PLANNED_AT, changesSeen);
    }

    private <T extends Item> void plan(Class<T> kind, Merger<T> merger) {
        for (Chunk<T> chunk : staging.items(kind)) {
            staging.decide(chunk.numbers(), merger.plan(chunk.items()));
        }
    }

    private void note(FigureMerger figures) {
        staging.forgetNotes(NEW_INDICATOR);
        staging.forgetNotes(NEW_INDICATORS);
        staging.forgetNotes(RETIRED_INDICATORS);
        staging.forgetNotes(NO_CATALOGUE);
        List<Indicator> needed = List.copyOf(figures.needed().values());
        if (needed.isEmpty()) {
            return;
        }
        String added = needed.size() == 1 ? NEW_INDICATOR : NEW_INDICATORS;
        staging.note(added, List.of(String.valueOf(needed.size()), names(needed)));
        List<Indicator> retired = needed.stream().filter(i -> i.retiredOn() != null).toList();
        if (!retired.isEmpty()) {
            String codes = retired.stream().map(Indicator::code).sorted().limit(20).collect(Collectors.joining(", "));
            staging.note(RETIRED_INDICATORS, List.of(String.valueOf(retired.size()), codes));
        }
        boolean unnamed = needed.stream().anyMatch(i -> i.name().equals(i.code()) && i.retiredOn() == null);
        if (unnamed) {
            staging.note(NO_CATALOGUE, List.of());
        }
    }

    private static String names(List<Indicator> indicators) {
        String names = indicators.stream()
                .map(Indicator::name)
                .sorted(SwedishCollation::compare)
                .limit(MOST_NAMED)
                .collect(Collectors.joining("; "));
        return indicators.size() > MOST_NAMED ? names + "; …" : names;
    }

    /**
     * Saves in one transaction. What was planned holds as long as nothing else has been written since; else it is planned
     * anew, so that what is reported is what happened.
     */
    void merge() {
        merge(seen -> seen != parts.changes().latest());
    }

    /**
     * The same for what is fetched: hundreds of thousands of figures, which others must not wait for to be compared anew. What
     * was written to one of them meanwhile stands until the next fetch; the rest is compared as it is saved.
     */
    void mergeFetched() {
        merge(seen -> parts.changes().changedSince(seen, STRUCTURE));
    }

    private void merge(LongPredicate stale) {
        parts.database().write(() -> {
            if (stale.test(staging.fact(PLANNED_AT, Long.class).orElse(-1L))) {
                plan();
            }
            UnitDirectory units = directory();
            units(units).save(staging);
            catalogue().save(staging);
            withdrawals().save(staging);
            people(units).save(staging);
            figures(units).save(staging);
        });
    }

    private UnitDirectory directory() {
        return UnitDirectory.load(parts.database().jdbi());
    }

    private UnitMerger units(UnitDirectory units) {
        return new UnitMerger(
                parts.organisation().units(),
                parts.organisation().unitService(),
                parts.organisation().groups(),
                parts.organisation().groupService(),
                units,
                who);
    }

    private CatalogueMerger catalogue() {
        return new CatalogueMerger(
                parts.measuring().catalogue(),
                parts.measuring().indicators(),
                parts.measuring().indicatorService(),
                grant);
    }

    private WithdrawalMerger withdrawals() {
        return new WithdrawalMerger(
                parts.measuring().catalogue(),
                parts.measuring().indicators(),
                parts.measuring().indicatorService(),
                grant,
                today());
    }

    private PersonMerger people(UnitDirectory units) {
        return new PersonMerger(
                parts.people().users(),
                parts.people().roles(),
                parts.people().userService(),
                parts.people().roleService(),
                units,
                who,
                today());
    }

    private FigureMerger figures(UnitDirectory units) {
        return new FigureMerger(
                parts.measuring().measurements(),
                parts.measuring().indicatorService(),
                new IndicatorDrafts(parts.measuring().indicators(), parts.measuring().catalogue(), today()),
                units,
                grant);
    }

    private LocalDate today() {
        return Times.date(parts.clock().instant());
    }
}
