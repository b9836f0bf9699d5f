package se.samsyn.core.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SparklineTest {

    @Test
    void drawsFromLowToHigh() {
        Sparkline line = Sparkline.of(List.of(10.0, 20.0, 30.0), null);
        assertThat(line.parts()).containsExactly("4.0,32.0 60.0,18.0 116.0,4.0");
        assertThat(line.last()).isEqualTo(new Sparkline.Point("116.0", "4.0"));
        assertThat(line.target()).isNull();
    }

    @Test
    void breaksWhereAFigureIsMissing() {
        Sparkline line = Sparkline.of(Arrays.asList(1.0, null, 2.0, 2.0), null);
        assertThat(line.parts()).hasSize(2);
    }

    @Test
    void makesRoomForTheTarget() {
        Sparkline line = Sparkline.of(List.of(10.0, 20.0), 40.0);
        assertThat(line.target()).isEqualTo("4.0");
        assertThat(line.last().y()).isEqualTo("22.7");
    }

    @Test
    void drawsNothingWithoutFigures() {
        Sparkline line = Sparkline.of(Arrays.asList(null, null), null);
        assertThat(line.parts()).isEmpty();
        assertThat(line.last()).isNull();
    }
}
