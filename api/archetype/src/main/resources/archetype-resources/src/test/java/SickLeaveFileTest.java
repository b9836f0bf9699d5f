package ${package};

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import se.samsyn.api.imports.ImportFile;
import se.samsyn.api.imports.ImportRows;
import se.samsyn.api.measuring.Figure;
import se.samsyn.api.web.InputException;

class SickLeaveFileTest {

    private final Told told = new Told();

    /** What the reader tells of a file. */
    private static final class Told implements ImportRows {

        private final List<String> figures = new ArrayList<>();
        private final List<String> rejected = new ArrayList<>();

        @Override
        public void figure(int row, Figure figure) {
            figures.add(row + " " + figure.unit().value() + " " + figure.period() + " " + figure.value() + " " + figure.missing());
        }

        @Override
        public void reject(int row, String what, String reason) {
            rejected.add(row + " " + reason);
        }

        @Override
        public String text(String key, Object... arguments) {
            return key;
        }
    }

    private record InMemory(String text) implements ImportFile {

        @Override
        public String name() {
            return "file.csv";
        }

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private void read(String text) throws IOException {
        new SickLeaveFile().read(new InMemory(text), told);
    }

    @Test
    void readsARowForEachUnitAndMonth() throws IOException {
        read("\uFEFFEnhet;Månad;Sjukfrånvaro\r\nLindängsskolan;2026-09;5,4\r\n\r\nGläntans förskola; 2026-09 ;\r\n");
        assertThat(told.figures).containsExactly(
                "2 Lindängsskolan 2026-09 5.4 null", "4 Gläntans förskola 2026-09 null MISSING");
        assertThat(told.rejected).isEmpty();
    }

    @Test
    void saysOfEachRowWhyItCannotBeUsed() throws IOException {
        read("enhet;månad;sjukfrånvaro\nA;2026-09\nA;2026-13;5,4\nA;2026-09;101,5\nA;2026-09;-1\nA;2026-09;5,4\n");
        assertThat(told.rejected).containsExactly("2 file.cells", "3 file.month", "4 file.percent", "5 file.percent");
        assertThat(told.figures).hasSize(1);
    }

    @Test
    void refusesAnotherFile() {
        for (String text : List.of("", "namn;ort\nA;B\n")) {
            assertThatThrownBy(() -> read(text)).isInstanceOf(InputException.class).hasMessage("file.heading");
        }
    }
}
