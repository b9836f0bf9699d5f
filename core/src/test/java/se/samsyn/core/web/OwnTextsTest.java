package se.samsyn.core.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OwnTextsTest {

    private static final String KEY = "web.input.long";

    private final Kept kept = new Kept();
    private final Messages messages = Messages.ofCore(List.of("web"), new OwnTexts(kept));

    /** What a database holds, and how often it was asked for. */
    private static final class Kept implements OwnTexts.Store {
        private final Map<String, String> swedish = new HashMap<>();
        private long latest;
        private int reads;

        @Override
        public long latestChange() {
            return latest;
        }

        @Override
        public Map<String, Map<Locale, Map<String, String>>> all() {
            reads++;
            return Map.of(OwnTexts.CORE, Map.of(Messages.SWEDISH, Map.copyOf(swedish)));
        }

        private void put(long change, String text) {
            latest = change;
            swedish.put(KEY, text);
        }
    }

    private String text(Locale locale) {
        return messages.text(locale, KEY, 7);
    }

    @Test
    void ownWordsHoldFromTheFirstRequestThatKnowsOfTheChange() {
        String standard = text(Messages.SWEDISH);
        String english = text(Messages.ENGLISH);
        kept.put(5, "Bara {0} tecken.");
        assertThat(text(Messages.SWEDISH)).isEqualTo(standard);
        messages.seen(5);
        assertThat(text(Messages.SWEDISH)).isEqualTo("Bara 7 tecken.");
        assertThat(text(Messages.ENGLISH)).isEqualTo(english);
        assertThat(messages.standard(Messages.SWEDISH, KEY)).contains("{0}").isNotEqualTo("Bara {0} tecken.");
    }

    @Test
    void changesOfOtherThingsAndOlderOnesReadNothingAnew() {
        kept.put(5, "Bara {0} tecken.");
        messages.seen(5);
        int reads = kept.reads;
        messages.seen(5);
        messages.seen(6);
        messages.seen(4);
        assertThat(kept.reads).isEqualTo(reads);
        assertThat(text(Messages.SWEDISH)).isEqualTo("Bara 7 tecken.");
    }

    @Test
    void wordsForATextThatIsNotThereAnyMoreAreNotShown() {
        kept.swedish.put("web.gone", "Borta");
        kept.put(5, "x");
        messages.seen(5);
        assertThat(messages.text(Messages.SWEDISH, "web.gone")).isEqualTo("[web.gone]");
    }

    @Test
    void wordsThatTheTextsArgumentsNoLongerSuitGiveWayToTheStandardText() {
        String standard = text(Messages.SWEDISH);
        kept.put(5, "{0,date} tecken");
        messages.seen(5);
        assertThat(messages.text(Messages.SWEDISH, KEY, "sju")).isEqualTo(standard.replace("7", "sju"));
    }
}
