package se.samsyn.core.cli;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import se.samsyn.core.settings.DataFolder;

/** What an option is when it is not on the command line: from the environment, else from a file. */
final class SettingDefaults implements IDefaultValueProvider {

    private static final String DATA = "data";
    private static final String DEFAULT_FOLDER = "samsyn-data";
    private static final Set<Class<?>> SETTINGS = Set.of(ServeOptions.class, MailOptions.class, FetchOptions.class);

    private final Map<String, String> environment;
    private final Path data;
    private final Properties inData;
    private final Properties inWorkingFolder;

    private SettingDefaults(Map<String, String> environment, Path data, Properties inData, Properties inWorkingFolder) {
        this.environment = environment;
        this.data = data;
        this.inData = inData;
        this.inWorkingFolder = inWorkingFolder;
    }

    /** Finds out which data folder is meant before anything else, since settings lie there too. */
    static SettingDefaults of(String[] arguments, Map<String, String> environment, Path workingFolder) {
        Properties inWorkingFolder = read(workingFolder.resolve(DataFolder.PROPERTIES));
        String named = argument(arguments, "--" + DATA);
        if (named == null) {
            named = environment.getOrDefault(variable(DATA), inWorkingFolder.getProperty(DATA, DEFAULT_FOLDER));
        }
        Path data = workingFolder.resolve(named).normalize();
        return new SettingDefaults(environment, data, read(data.resolve(DataFolder.PROPERTIES)), inWorkingFolder);
    }

    Path data() {
        return data;
    }

    @Override
    public @Nullable String defaultValue(ArgSpec argument) {
        if (!(argument instanceof OptionSpec option) || !isSetting(option)) {
            return null;
        }
        return setting(option.longestName().substring(2), option.defaultValue());
    }

    /** The environment wins over the data folder's file, and that over the working folder's. */
    @Nullable String setting(String name, @Nullable String otherwise) {
        String value = environment.get(variable(name));
        if (value == null) {
            value = inData.getProperty(name, inWorkingFolder.getProperty(name));
        }
        return value == null || value.isBlank() ? otherwise : value.strip();
    }

    private static boolean isSetting(OptionSpec option) {
        return option.userObject() instanceof Field field && SETTINGS.contains(field.getDeclaringClass());
    }

    /** {@code tls-cert} is {@code SAMSYN_TLS_CERT} in the environment. */
    static String variable(String name) {
        return "SAMSYN_" + name.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    private static @Nullable String argument(String[] arguments, String name) {
        for (int i = 0; i < arguments.length; i++) {
            if (arguments[i].startsWith(name + "=")) {
                return arguments[i].substring(name.length() + 1);
            }
            if (arguments[i].equals(name) && i + 1 < arguments.length) {
                return arguments[i + 1];
            }
        }
        return null;
    }

    private static Properties read(Path file) {
        Properties properties = new Properties();
        if (Files.isReadable(file)) {
            try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
                properties.load(reader);
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot read " + file, e);
            }
        }
        return properties;
    }
}
