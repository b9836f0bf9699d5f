package se.samsyn.core.web;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The municipality's colour as a whole light and a whole dark scale. Each step has a fixed luminance, so that contrast
 * holds whatever the hue.
 */
public final class Theme {

    /** Where the style sheet of a colour is served. */
    static final String PATH = "/theme/{colour}.css";

    private static final Pattern HEX = Pattern.compile("#[0-9a-fA-F]{6}");

    private static final String[] STEPS = {
        "background-default", "background-tinted",
        "surface-default", "surface-tinted", "surface-hover", "surface-active",
        "border-subtle", "border-default", "border-strong",
        "text-subtle", "text-default"
    };
    private static final double[] LIGHT = {1, .9, 1, .81, .7, .59, .5, .19, .11, .11, .0245};
    private static final double[] DARK = {.009, .014, .021, .027, .036, .056, .08, .22, .39, .39, .84};

    /** How much less colourful the dark scale is. */
    private static final double DARK_CHROMA = 0.7;

    private final Color colour;

    private Theme(Color colour) {
        this.colour = colour;
    }

    /** Whether the text is a colour such as {@code #14595E}. */
    public static boolean isColour(@Nullable String text) {
        return text != null && HEX.matcher(text).matches();
    }

    public static Theme of(String hex) {
        if (!isColour(hex)) {
            throw new IllegalArgumentException("Not a colour: " + hex);
        }
        return new Theme(Color.parse(hex));
    }

    /** The address of {@link #css()}. */
    public String address() {
        return PATH.replace("{colour}", colour.hex().substring(1));
    }

    /** The style sheet that gives every page the municipality's colour. */
    public String css() {
        String dark = declarations(colour.lessColourful(DARK_CHROMA), DARK, darkBase());
        return "@layer tenant{"
                + ":root,[data-color-scheme=\"light\"]{" + declarations(colour, LIGHT, colour) + "}"
                + "[data-color-scheme=\"dark\"]{" + dark + "}"
                + "@media (prefers-color-scheme:dark){[data-color-scheme=\"auto\"]{" + dark + "}}"
                + "}";
    }

    /**
     * How the colour fares as the background of a button.
     *
     * @param white whether the text on it is white, otherwise black
     * @param text the contrast of that text
     * @param page the contrast of the colour itself with a white page; lines and links get a shade that has enough
     */
    public record Contrast(boolean white, double text, double page) {}

    public Contrast contrast() {
        double white = colour.contrast(Color.WHITE);
        double black = colour.contrast(Color.BLACK);
        return new Contrast(white >= black, Math.max(white, black), white);
    }

    /** In the dark a dark colour becomes a light one. */
    private Color darkBase() {
        double lightness = colour.lightness();
        return colour.withLightness(lightness <= 30 ? 70 : 100 - lightness);
    }

    private static String declarations(Color scale, double[] luminances, Color base) {
        StringBuilder css = new StringBuilder(900);
        for (int i = 0; i < STEPS.length; i++) {
            declare(css, STEPS[i], scale.withLuminance(luminances[i]));
        }
        boolean white = base.contrast(Color.WHITE) >= base.contrast(Color.BLACK);
        // A pressed button moves away from the colour of its text, never towards it.
        double step = white ? -8 : 8;
        declare(css, "base-default", base);
        declare(css, "base-hover", base.withLightness(base.lightness() + step));
        declare(css, "base-active", base.withLightness(base.lightness() + 2 * step));
        declare(css, "base-contrast-default", white ? Color.WHITE : Color.BLACK);
        declare(css, "base-contrast-subtle", subtle(base, white));
        return css.toString();
    }

    /** The faintest tint of the colour that can still be read on it, or plain black or white. */
    private static Color subtle(Color base, boolean white) {
        Color tint = base.withLightness(base.lightness() + (white ? 50 : -50));
        return tint.contrast(base) >= 4.5 ? tint : white ? Color.WHITE : Color.BLACK;
    }

    private static void declare(StringBuilder css, String step, Color value) {
        css.append("--ds-color-accent-").append(step).append(':').append(value.hex()).append(';');
    }

    /** A colour in sRGB, each channel from 0 to 1. */
    record Color(double red, double green, double blue) {

        static final Color WHITE = new Color(1, 1, 1);
        static final Color BLACK = new Color(0, 0, 0);

        static Color parse(String hex) {
            int rgb = Integer.parseInt(hex.substring(1), 16);
            return new Color((rgb >> 16 & 255) / 255.0, (rgb >> 8 & 255) / 255.0, (rgb & 255) / 255.0);
        }

        String hex() {
            return String.format(
                    Locale.ROOT, "#%02x%02x%02x", Math.round(red * 255), Math.round(green * 255), Math.round(blue * 255));
        }

        /** Relative luminance as WCAG defines it. */
        double luminance() {
            return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
        }

        double contrast(Color other) {
            double lighter = Math.max(luminance(), other.luminance());
            double darker = Math.min(luminance(), other.luminance());
            return (lighter + 0.05) / (darker + 0.05);
        }

        /** CIE L*, from 0 to 100. */
        double lightness() {
            double y = luminance();
            return y <= 216.0 / 24389 ? y * 24389 / 27 : 116 * Math.cbrt(y) - 16;
        }

        Color withLightness(double lightness) {
            double l = Math.max(0, Math.min(100, lightness));
            return withLuminance(l <= 8 ? l * 27 / 24389 : Math.pow((l + 16) / 116, 3));
        }

        /** The same hue with this luminance: mixed with white or black until it fits. */
        Color withLuminance(double target) {
            boolean lighter = target > luminance();
            Color end = lighter ? WHITE : BLACK;
            double low = 0;
            double high = 1;
            for (int i = 0; i < 30; i++) {
                double middle = (low + high) / 2;
                boolean beyond = lighter == mix(end, middle).luminance() > target;
                if (beyond) {
                    high = middle;
                } else {
                    low = middle;
                }
            }
            return mix(end, (low + high) / 2);
        }

        /** The same lightness and hue with a part of its chroma, in OKLab. */
        Color lessColourful(double part) {
            double l = Math.cbrt(0.4122214708 * linear(red) + 0.5363325363 * linear(green) + 0.0514459929 * linear(blue));
            double m = Math.cbrt(0.2119034982 * linear(red) + 0.6806995451 * linear(green) + 0.1073969566 * linear(blue));
            double s = Math.cbrt(0.0883024619 * linear(red) + 0.2817188376 * linear(green) + 0.6299787005 * linear(blue));
            double light = 0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s;
            double a = part * (1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s);
            double b = part * (0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s);
            double l3 = Math.pow(light + 0.3963377774 * a + 0.2158037573 * b, 3);
            double m3 = Math.pow(light - 0.1055613458 * a - 0.0638541728 * b, 3);
            double s3 = Math.pow(light - 0.0894841775 * a - 1.2914855480 * b, 3);
            return new Color(
                    gamma(4.0767416621 * l3 - 3.3077115913 * m3 + 0.2309699292 * s3),
                    gamma(-1.2684380046 * l3 + 2.6097574011 * m3 - 0.3413193965 * s3),
                    gamma(-0.0041960863 * l3 - 0.7034186147 * m3 + 1.7076147010 * s3));
        }

        private Color mix(Color other, double part) {
            return new Color(
                    red + (other.red - red) * part,
                    green + (other.green - green) * part,
                    blue + (other.blue - blue) * part);
        }

        private static double linear(double channel) {
            return channel <= 0.04045 ? channel / 12.92 : Math.pow((channel + 0.055) / 1.055, 2.4);
        }

        private static double gamma(double linear) {
            double channel = linear <= 0.0031308 ? linear * 12.92 : 1.055 * Math.pow(linear, 1 / 2.4) - 0.055;
            return Math.max(0, Math.min(1, channel));
        }
    }
}
