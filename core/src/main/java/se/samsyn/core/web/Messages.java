package se.samsyn.core.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.text.Format;
import java.text.MessageFormat;
import java.text.NumberFormat;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.Texts;

/** The texts of core or of one plugin, in Swedish and English; the municipality's own words stand before them. */
public final class Messages {

    public static final Locale SWEDISH = Locale.forLanguageTag("sv");
    public static final Locale ENGLISH = Locale.ENGLISH;
    public static final List<Locale> LOCALES = List.of(SWEDISH, ENGLISH);

    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,15}(\\.\\d{1,6})?");

    private final String source;
    private final Map<Locale, Map<String, String>> texts;
    private final @Nullable OwnTexts own;
    private final @Nullable Messages fallback;

    private Messages(
            String source,
            Map<Locale, Map<String, String>> texts,
            @Nullable OwnTexts own,
            @Nullable Messages fallback) {
        this.source = source;
        this.texts = texts;
        this.own = own;
        this.fallback = fallback;
    }

    /** The bundles of core's packages, merged, as they are; their keys begin with the package's name. */
    public static Messages ofCore(List<String> packages) {
        return core(packages, null);
    }

    /** The same with the municipality's own words before them; plugins' too. */
    public static Messages ofCore(List<String> packages, OwnTexts own) {
        return core(packages, own);
    }

    private static Messages core(List<String> packages, @Nullable OwnTexts own) {
        Map<Locale, Map<String, String>> texts = new HashMap<>();
        for (Locale locale : LOCALES) {
            Map<String, String> all = new HashMap<>();
            for (String name : packages) {
                all.putAll(load(Messages.class.getClassLoader(), "se/samsyn/core/" + name + "/messages", locale));
            }
            texts.put(locale, all);
        }
        return new Messages(OwnTexts.CORE, texts, own, null);
    }

    /** The bundle of a plugin; what it lacks is looked up in core's. */
    public static Messages ofPlugin(String id, ClassLoader loader, String base, Messages core) {
        Map<Locale, Map<String, String>> texts = new HashMap<>();
        for (Locale locale : LOCALES) {
            texts.put(locale, load(loader, base, locale));
        }
        return new Messages(id, texts, core.own, core);
    }

    /** Tells of the latest change there is, so that own words from before it are not used. Not within a unit of work. */
    public void seen(long change) {
        if (own != null) {
            own.seen(change);
        }
    }

    /** The text for the key, or the key itself between brackets when there is none. */
    public String text(Locale locale, String key, Object... arguments) {
        String pattern = pattern(locale, key);
        if (pattern == null) {
            return "[" + key + "]";
        }
        if (plain(pattern)) {
            return pattern;
        }
        Object[] said = Arrays.stream(arguments)
                .map(argument -> argument instanceof Localized text ? text.in(locale) : argument)
                .toArray();
        try {
            return new MessageFormat(pattern, locale).format(said);
        } catch (IllegalArgumentException e) {
            // Own words that were written when the text had other arguments.
            String standard = standard(locale, key);
            if (standard == null || standard.equals(pattern)) {
                throw e;
            }
            return new MessageFormat(standard, locale).format(said);
        }
    }

    /** The texts of one language; another than there is becomes Swedish. */
    public Texts in(Locale language) {
        Locale known = Languages.of(language.getLanguage());
        Messages all = this;
        return new Texts() {
            @Override
            public Locale locale() {
                return known;
            }

            @Override
            public String text(String key, Object... arguments) {
                return all.text(known, key, arguments);
            }
        };
    }

    /**
     * The text for the key, with arguments that have been through an address or a cookie: where the pattern wants a number,
     * one is read.
     *
     * @throws IllegalArgumentException when an argument is no number of ordinary size where one is wanted
     */
    public String textOf(Locale locale, String key, List<String> arguments) {
        String pattern = pattern(locale, key);
        Format[] formats =
                pattern == null || plain(pattern) ? new Format[0] : new MessageFormat(pattern, locale).getFormatsByArgumentIndex();
        Object[] read = arguments.toArray();
        for (int i = 0; i < Math.min(read.length, formats.length); i++) {
            if (formats[i] instanceof NumberFormat) {
                read[i] = number(arguments.get(i));
            }
        }
        return text(locale, key, read);
    }

    /** Written out, a number such as 1e900000000 would not fit in memory. */
    private static BigDecimal number(String text) {
        if (!NUMBER.matcher(text).matches()) {
            throw new IllegalArgumentException("No number: " + text);
        }
        return new BigDecimal(text);
    }

    /** Most texts have nothing to fill in, and parsing a format is dear on a page with hundreds of them. */
    private static boolean plain(String pattern) {
        return pattern.indexOf('{') < 0 && pattern.indexOf('\'') < 0;
    }

    /** Whether there is a text for the key. */
    public boolean has(String key) {
        return pattern(SWEDISH, key) != null;
    }

    /** The keys of one language, the same as of the other. */
    public java.util.Set<String> keys(Locale locale) {
        return texts.getOrDefault(locale, Map.of()).keySet();
    }

    /** The pattern as it was delivered, whatever the municipality says instead; null when there is none. */
    public @Nullable String standard(Locale locale, String key) {
        String pattern = texts.getOrDefault(language(locale), Map.of()).get(key);
        return pattern == null && fallback != null ? fallback.standard(locale, key) : pattern;
    }

    private @Nullable String pattern(Locale locale, String key) {
        Locale language = language(locale);
        String standard = texts.getOrDefault(language, Map.of()).get(key);
        if (standard == null) {
            return fallback == null ? null : fallback.pattern(language, key);
        }
        String own = this.own == null ? null : this.own.find(source, language, key);
        return own == null ? standard : own;
    }

    private static Locale language(Locale locale) {
        return locale.getLanguage().equals("en") ? ENGLISH : SWEDISH;
    }

    private static Map<String, String> load(ClassLoader loader, String base, Locale locale) {
        String name = base + "_" + locale.getLanguage() + ".properties";
        try (InputStream in = loader.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalArgumentException("The message bundle " + name + " is missing");
            }
            Properties properties = new Properties();
            // The decoder refuses what is not UTF-8, where the charset by itself would put in question marks.
            Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder());
            properties.load(reader);
            Map<String, String> texts = new HashMap<>();
            properties.forEach((key, text) -> texts.put((String) key, (String) text));
            return texts;
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("The message bundle " + name + " is not written in UTF-8", e);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the message bundle " + name, e);
        }
    }
}
