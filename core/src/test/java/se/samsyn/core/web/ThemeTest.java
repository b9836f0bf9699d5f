package se.samsyn.core.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import se.samsyn.core.web.Theme.Color;

class ThemeTest {

    private static final Pattern RULE = Pattern.compile("(:root|\\[data-color-scheme=\"dark\"])[^{]*\\{([^}]*)}");
    private static final Pattern DECLARATION = Pattern.compile("--ds-color-accent-([a-z-]+):(#[0-9a-f]{6});");

    @ParameterizedTest
    @ValueSource(strings = {"#14595E", "#FFD200", "#FFFFFF", "#000000", "#E30613", "#00A3E0", "#7AB800", "#808080", "#FF00FF"})
    void contrastHoldsForAnyColour(String hex) {
        scales(hex).forEach((scheme, steps) -> {
            for (String background : new String[] {"background-default", "background-tinted", "surface-default"}) {
                assertContrast(scheme, steps, "text-default", background, 7);
                assertContrast(scheme, steps, "text-subtle", background, 4.5);
                assertContrast(scheme, steps, "border-strong", background, 3);
                assertContrast(scheme, steps, "border-default", background, 3);
            }
            assertContrast(scheme, steps, "text-default", "surface-active", 4.5);
            assertContrast(scheme, steps, "text-subtle", "surface-tinted", 4.5);
            for (String base : new String[] {"base-default", "base-hover", "base-active"}) {
                assertContrast(scheme, steps, "base-contrast-default", base, 4.5);
            }
            assertContrast(scheme, steps, "base-contrast-subtle", "base-default", 4.5);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"#14595E", "#FFD200", "#FFFFFF", "#00A3E0"})
    void whiteTextOnTheNavigationIsReadable(String hex) {
        Map<String, Map<String, Color>> scales = scales(hex);
        assertThat(scales.get("light").get("text-default").contrast(Color.WHITE)).isGreaterThan(12);
        assertThat(scales.get("dark").get("surface-default").contrast(Color.WHITE)).isGreaterThan(12);
    }

    @Test
    void keepsTheColourItself() {
        assertThat(scales("#14595E").get("light").get("base-default").hex()).isEqualTo("#14595e");
    }

    @Test
    void makesTheSameScaleAsTheDesignSystem() {
        Map<String, Color> light = scales("#14595E").get("light");
        assertThat(light.get("surface-tinted").hex()).isEqualTo("#e1eaeb");
        assertThat(light.get("border-strong").hex()).isEqualTo("#27666b");
        assertThat(light.get("text-default").hex()).isEqualTo("#0b3033");
    }

    @Test
    void refusesWhatIsNotAColour() {
        assertThatThrownBy(() -> Theme.of("red}body{display:none")).isInstanceOf(IllegalArgumentException.class);
        assertThat(Theme.isColour("#12345")).isFalse();
        assertThat(Theme.isColour(null)).isFalse();
        assertThat(Theme.isColour("#12aBcD")).isTrue();
    }

    private static void assertContrast(String scheme, Map<String, Color> steps, String on, String under, double least) {
        assertThat(steps.get(on).contrast(steps.get(under)))
                .as("%s on %s, %s", on, under, scheme)
                .isGreaterThanOrEqualTo(least);
    }

    private static Map<String, Map<String, Color>> scales(String hex) {
        Map<String, Map<String, Color>> scales = new HashMap<>();
        Matcher rule = RULE.matcher(Theme.of(hex).css());
        while (rule.find()) {
            Map<String, Color> steps = new HashMap<>();
            Matcher declaration = DECLARATION.matcher(rule.group(2));
            while (declaration.find()) {
                steps.put(declaration.group(1), Color.parse(declaration.group(2)));
            }
            scales.put(rule.group(1).equals(":root") ? "light" : "dark", steps);
        }
        assertThat(scales).containsOnlyKeys("light", "dark");
        return scales;
    }
}
