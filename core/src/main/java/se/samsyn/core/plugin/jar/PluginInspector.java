package se.samsyn.core.plugin.jar;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import se.samsyn.core.plugin.jar.PluginManifest.Text;

/** Looks through a jar that someone brings, and refuses what could not work or would do harm. Runs nothing of it. */
public final class PluginInspector {

    /** The largest jar, in bytes. */
    public static final long LARGEST = 64L << 20;

    private static final int LARGEST_TEXT = 1 << 20;
    private static final int CLASS_HEAD = 8;
    private static final int MOST_ENTRIES = 20_000;
    private static final int CLASS_MAGIC = 0xCAFEBABE;
    private static final int FIRST_CLASS_VERSION = 44;
    private static final String PERMISSION = "permission.";
    private static final String SETTING = "setting.";
    private static final String VERSIONED = "META-INF/versions/";
    private static final List<String> SAMSYNS_OWN = List.of("se/samsyn/api/", "se/samsyn/core/");
    private static final Pattern TABLE =
            Pattern.compile("create\\s+table\\s+(?:if\\s+not\\s+exists\\s+)?\"?(\\w+)", Pattern.CASE_INSENSITIVE);

    private final PluginManifest manifest;
    private final SortedSet<String> tables = new TreeSet<>();
    private final SortedSet<String> migrations = new TreeSet<>();
    private final SortedMap<String, String> swedish = new TreeMap<>();
    private final SortedMap<String, String> english = new TreeMap<>();
    private int classes;
    private boolean entryClass;

    private PluginInspector(PluginManifest manifest) {
        this.manifest = manifest;
    }

    /**
     * @throws PluginRefused when a jar of so many bytes is too large
     */
    static void requireSize(long bytes) {
        if (bytes > LARGEST) {
            throw new PluginRefused("size", LARGEST >> 20);
        }
    }

    /**
     * @throws PluginRefused when it does not fit this Samsyn, and at the first thing that is wrong
     */
    public static PluginInspection.Contents inspect(Path jar, PluginManifest manifest) {
        ApiVersion.require(manifest.requires());
        return look(jar, manifest);
    }

    /**
     * @throws PluginRefused at the first thing that is wrong
     */
    public static PluginInspection.Contents look(Path jar, PluginManifest manifest) {
        PluginInspector inspector = new PluginInspector(manifest);
        try (JarFile file = new JarFile(jar.toFile())) {
            String elsewhere = file.getManifest().getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
            if (elsewhere != null) {
                throw new PluginRefused("classpath", elsewhere);
            }
            if (file.size() > MOST_ENTRIES) {
                throw new PluginRefused("entries", MOST_ENTRIES);
            }
            for (JarEntry entry : file.stream().filter(e -> !e.isDirectory()).toList()) {
                inspector.requireAllowed(entry.getName());
                try (InputStream content = file.getInputStream(entry)) {
                    inspector.look(entry.getName(), content);
                }
            }
            return inspector.contents(Files.size(jar), ToldContributions.in(file).orElse(null));
        } catch (IOException | SecurityException e) {
            throw new PluginRefused("unreadable", e, String.valueOf(e.getMessage()));
        }
    }

    private void requireAllowed(String name) {
        if (name.startsWith("/") || name.contains("\\") || Arrays.asList(name.split("/")).contains("..")) {
            throw new PluginRefused("path", name);
        }
        for (String own : SAMSYNS_OWN) {
            if (name.startsWith(own)) {
                throw new PluginRefused("packs", name);
            }
        }
    }

    /** What a jar says of its sizes is not to be believed, and most of it is not of interest. */
    private void look(String name, InputStream content) throws IOException {
        if (name.endsWith(".class")) {
            lookAtClass(name, content.readNBytes(CLASS_HEAD));
        } else if (name.endsWith(".peb")) {
            strictText(name, content);
        } else if (name.endsWith(".sql")) {
            Matcher matcher = TABLE.matcher(strictText(name, content));
            while (matcher.find()) {
                tables.add(matcher.group(1));
            }
            migrations.add(name.substring(name.lastIndexOf('/') + 1));
        } else if (name.endsWith("_sv.properties")) {
            readTexts(text(name, content), swedish);
        } else if (name.endsWith("_en.properties")) {
            readTexts(text(name, content), english);
        }
    }

    /** Whether a bundle is the plugin's own or a library's, which may be written in anything, is not known yet. */
    private static String text(String name, InputStream content) throws IOException {
        return new String(bytes(name, content), StandardCharsets.UTF_8);
    }

    private static String strictText(String name, InputStream content) throws IOException {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes(name, content))).toString();
        } catch (CharacterCodingException e) {
            throw new PluginRefused("encoding", e, name);
        }
    }

    private static byte[] bytes(String name, InputStream content) throws IOException {
        byte[] bytes = content.readNBytes(LARGEST_TEXT + 1);
        if (bytes.length > LARGEST_TEXT) {
            throw new PluginRefused("big", name, LARGEST_TEXT >> 20);
        }
        return bytes;
    }

    private void lookAtClass(String name, byte[] bytes) throws IOException {
        classes++;
        if (name.equals(manifest.entryClass().replace('.', '/') + ".class")) {
            entryClass = true;
        }
        if (name.startsWith(VERSIONED) || bytes.length < CLASS_HEAD) {
            return;
        }
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int magic = in.readInt();
            in.readUnsignedShort();
            int java = in.readUnsignedShort() - FIRST_CLASS_VERSION;
            if (magic == CLASS_MAGIC && java > Runtime.version().feature()) {
                throw new PluginRefused("java", java, Runtime.version().feature());
            }
        }
    }

    private static void readTexts(String bundle, SortedMap<String, String> into) throws IOException {
        Properties texts = new Properties();
        try {
            texts.load(new StringReader(bundle));
        } catch (IllegalArgumentException e) {
            return;
        }
        texts.forEach((key, text) -> into.put((String) key, (String) text));
    }

    private PluginInspection.Contents contents(long size, @Nullable ToldContributions told) {
        if (!entryClass) {
            throw new PluginRefused("entry.missing", manifest.entryClass());
        }
        return new PluginInspection.Contents(size, classes, List.copyOf(tables), List.copyOf(migrations), words(told), told);
    }

    /** Of a jar that does not tell, its texts do so in part. */
    private SortedMap<String, Text> words(@Nullable ToldContributions told) {
        SortedMap<String, Text> words = new TreeMap<>();
        if (told == null) {
            swedish.keySet().stream()
                    .filter(key -> key.startsWith(PERMISSION) || key.startsWith(SETTING) && !key.endsWith(".help"))
                    .forEach(key -> words.put(key, text(key)));
        } else {
            told.wordKeys().stream()
                    .filter(key -> swedish.containsKey(key) || key.startsWith(PERMISSION) || key.startsWith(SETTING))
                    .forEach(key -> words.put(key, text(key)));
        }
        return words;
    }

    private Text text(String key) {
        String text = swedish.getOrDefault(key, key);
        return new Text(text, english.getOrDefault(key, text));
    }
}
