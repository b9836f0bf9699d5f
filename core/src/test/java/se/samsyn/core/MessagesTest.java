package se.samsyn.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import se.samsyn.core.web.Messages;

class MessagesTest {

    static List<String> packages() {
        return Samsyn.PACKAGES;
    }

    @ParameterizedTest
    @MethodSource("packages")
    void bothLanguagesSayTheSameThings(String name) {
        Messages messages = Messages.ofCore(List.of(name));
        assertThat(messages.keys(Messages.ENGLISH)).isEqualTo(messages.keys(Messages.SWEDISH));
        assertThat(messages.keys(Messages.SWEDISH)).isNotEmpty().allMatch(key -> key.startsWith(name + "."));
        for (String key : messages.keys(Messages.SWEDISH)) {
            assertThat(arguments(messages, Messages.ENGLISH, key))
                    .as(key)
                    .isEqualTo(arguments(messages, Messages.SWEDISH, key));
        }
    }

    private static Set<String> arguments(Messages messages, Locale locale, String key) {
        // An argument that is used leaves its mark in the text; numbers, since a choice takes nothing else.
        List<Integer> marks = List.of(871, 872, 873, 874, 875);
        String text = messages.text(locale, key, marks.toArray());
        return marks.stream().map(String::valueOf).filter(text::contains).collect(Collectors.toSet());
    }
}
