package se.samsyn.core.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.samsyn.core.access.Grant;
import se.samsyn.core.imports.format.ImportOptions;
import se.samsyn.core.measuring.CatalogueIndicator;
import se.samsyn.core.measuring.Indicator;

/** What a newer catalogue no longer has is retired. */
class NewerCatalogueTest {

    private Municipality municipality;

    @BeforeEach
    void start() {
        municipality = Municipality.empty();
        municipality.run(ImportType.KOLADA_CATALOGUE, page("first.json", 0, 0, "N00001", "N00002", "N00003"));
        CatalogueIndicator chosen = municipality.samsyn()
                .measuring()
                .catalogue()
                .find("kolada", List.of("N00002"))
                .get("N00002");
        municipality.samsyn().measuring().indicatorService().create(Grant.system("test"), chosen.draft());
    }

    @AfterEach
    void stop() {
        municipality.close();
    }

    @Test
    void anIndicatorThatIsGoneIsRetired() {
        Path newer = page("newer.json", 0, 0, "N00001");
        ImportReport preview = municipality.run(ImportType.KOLADA_CATALOGUE, ImportOptions.NONE, true, newer);
        assertThat(preview.counts()).isEqualTo(new Counts(0, 2, 1, 0, 0));
        assertThat(retired()).isEmpty();

        municipality.run(ImportType.KOLADA_CATALOGUE, newer);
        assertThat(retired()).containsExactly(Map.of("code", "N00002"));
        assertThat(municipality.rows("select code from catalogue_indicator")).containsExactly(Map.of("code", "N00001"));
        assertThat(municipality.run(ImportType.KOLADA_CATALOGUE, newer).counts()).isEqualTo(new Counts(0, 0, 1, 0, 0));
    }

    @Test
    void anIndicatorThatReturnsGoesOn() {
        municipality.run(ImportType.KOLADA_CATALOGUE, page("without.json", 0, 0, "N00001"));
        Path again = page("again.json", 0, 0, "N00001", "N00002");
        ImportReport preview = municipality.run(ImportType.KOLADA_CATALOGUE, ImportOptions.NONE, true, again);
        assertThat(preview.counts()).isEqualTo(new Counts(0, 1, 1, 0, 0));
        assertThat(retired()).hasSize(1);

        assertThat(municipality.run(ImportType.KOLADA_CATALOGUE, again).counts()).isEqualTo(new Counts(0, 1, 1, 0, 0));
        assertThat(retired()).isEmpty();
        assertThat(municipality.rows("select code from catalogue_indicator")).hasSize(2);
    }

    @Test
    void whatSomeoneRetiredThemselvesStaysRetired() {
        Indicator ours = municipality.samsyn().measuring().indicators().ofSource("kolada").get("N00002");
        municipality.samsyn()
                .measuring()
                .indicatorService()
                .update(Grant.system("test"), ours.retired(LocalDate.of(2026, 9, 1)));
        municipality.run(ImportType.KOLADA_CATALOGUE, page("same.json", 0, 0, "N00001", "N00002", "N00003"));
        assertThat(retired()).containsExactly(Map.of("code", "N00002"));
    }

    @Test
    void aPartOfACatalogueRetiresNothing() {
        Path first = page("page1.json", 2, 0, "N00001");
        ImportReport part = municipality.run(ImportType.KOLADA_CATALOGUE, first);
        assertThat(part.counts()).isEqualTo(new Counts(0, 0, 1, 0, 0));
        assertThat(part.notes()).anyMatch(note -> note.startsWith("Filerna är inte hela katalogen"));
        assertThat(retired()).isEmpty();

        Path third = page("page3.json", 0, 2, "N00003");
        municipality.run(ImportType.KOLADA_CATALOGUE, first, third);
        assertThat(retired()).isEmpty();

        Path second = page("page2.json", 3, 1, "N00004");
        municipality.run(ImportType.KOLADA_CATALOGUE, first, second, third);
        assertThat(retired()).containsExactly(Map.of("code", "N00002"));
    }

    private List<Map<String, Object>> retired() {
        return municipality.rows("select code from indicator where retired_on is not null");
    }

    private Path page(String name, int next, int previous, String... codes) {
        String values = Arrays.stream(codes)
                .map(code -> "{\"id\":\"%s\",\"title\":\"Nyckeltal %s\",\"operating_area\":null}".formatted(code, code))
                .collect(Collectors.joining(","));
        return municipality.file(
                name,
                "{\"values\":[%s],\"next_url\":%s,\"previous_url\":%s,\"count\":%d}"
                        .formatted(values, url(next), url(previous), codes.length));
    }

    private static String url(int page) {
        return page == 0 ? "null" : "\"https://api.kolada.se/v3/kpi?page=" + page + "&per_page=1\"";
    }
}
