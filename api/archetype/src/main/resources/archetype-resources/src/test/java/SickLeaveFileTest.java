package ${package};

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import se.samsyn.api.imports.ImportFile;
import se.samsyn.api.measuring.Figure.Missing;
import se.samsyn.api.web.InputException;
import se.samsyn.testkit.ToldRows;
import se.samsyn.testkit.ToldRows.Rejected;
import se.samsyn.testkit.ToldRows.Told;

class SickLeaveFileTest {

    private final ToldRows told = new ToldRows();

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
        assertThat(told.figures())
                .extracting(Told::row, told -> told.figure().unit().value(), told -> told.figure().period(),
                        told -> told.figure().value(), told -> told.figure().missing())
                .containsExactly(
                        tuple(2, "Lindängsskolan", "2026-09", 5.4, null),
                        tuple(4, "Gläntans förskola", "2026-09", null, Missing.MISSING));
        assertThat(told.rejected()).isEmpty();
    }

    @Test
    void saysOfEachRowWhyItCannotBeUsed() throws IOException {
        read("enhet;månad;sjukfrånvaro\nA;2026-09\nA;2026-13;5,4\nA;2026-09;101,5\nA;2026-09;-1\nA;2026-09;5,4\n");
        assertThat(told.rejected())
                .extracting(Rejected::row, Rejected::reason)
                .containsExactly(
                        tuple(2, "file.cells"), tuple(3, "file.month"), tuple(4, "file.percent"), tuple(5, "file.percent"));
        assertThat(told.figures()).hasSize(1);
    }

    @Test
    void refusesAnotherFile() {
        for (String text : List.of("", "namn;ort\nA;B\n")) {
            assertThatThrownBy(() -> read(text)).isInstanceOf(InputException.class).hasMessage("file.heading");
        }
    }
}
