package se.samsyn.core.plugin.jar;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import se.samsyn.core.plugin.jar.PluginManifest.Text;

/**
 * What a jar would bring, read without loading a class of it.
 *
 * @param installed the version that it would replace; null when there is none
 * @param newer whether it is newer than that one
 */
public record PluginInspection(
        String sha256,
        PluginManifest manifest,
        @Nullable String installed,
        boolean newer,
        Contents contents) {

    /**
     * What lies in a jar.
     *
     * @param size the jar's own, in bytes
     * @param classes how many
     * @param tables those that its migrations make
     * @param migrations the names of their files, in order
     * @param words what its texts call its permissions and settings, by the keys of the texts
     * @param told what it says itself that it adds; null when it says nothing
     */
    public record Contents(
            long size,
            int classes,
            List<String> tables,
            List<String> migrations,
            SortedMap<String, Text> words,
            @Nullable ToldContributions told) {

        /** Its permissions as its texts call them. */
        public List<Text> permissions() {
            return of("permission.");
        }

        /** Its settings as its texts call them. */
        public List<Text> settings() {
            return of("setting.");
        }

        private List<Text> of(String prefix) {
            return words.entrySet().stream()
                    .filter(word -> word.getKey().startsWith(prefix))
                    .map(Map.Entry::getValue)
                    .toList();
        }
    }
}
