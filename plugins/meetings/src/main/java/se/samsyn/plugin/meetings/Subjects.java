package se.samsyn.plugin.meetings;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.subject.Subject;
import se.samsyn.api.subject.SubjectCard;
import se.samsyn.api.web.Request;

/** What of Samsyn's the items of a meeting are about: as it is today while the meeting goes on, afterwards as it was then. */
final class Subjects {

    private static final Locale SWEDISH = Locale.forLanguageTag("sv");

    private Subjects() {}

    /** Subjects as they are in both languages that people read. */
    record Both(Map<Subject, SubjectCard> swedish, Map<Subject, SubjectCard> english) {

        static final Both NONE = new Both(Map.of(), Map.of());
    }

    /**
     * What an item is about.
     *
     * @param at when it stood so, in words; null when it is as it is today
     */
    public record About(SubjectCard card, @Nullable String at) {}

    /** All of these as they are today, as far as the caller may see them. */
    static Map<Subject, SubjectCard> today(Request request, List<Item> items) {
        Set<Subject> subjects = subjects(items);
        return subjects.isEmpty() ? Map.of() : request.services().subjects().cards(subjects);
    }

    /** The same for what is kept, whoever is to read it. */
    static Both todayInBoth(Request request, List<Item> items) {
        Set<Subject> subjects = subjects(items);
        return subjects.isEmpty()
                ? Both.NONE
                : new Both(
                        request.services().subjects().cards(subjects, SWEDISH),
                        request.services().subjects().cards(subjects, Locale.ENGLISH));
    }

    private static Set<Subject> subjects(List<Item> items) {
        return items.stream().map(Item::subject).filter(Objects::nonNull).collect(Collectors.toSet());
    }

    /** The one that a reader of the language understands. */
    static SubjectCard in(Locale language, SubjectCard swedish, @Nullable SubjectCard english) {
        return english != null && language.getLanguage().equals("en") ? english : swedish;
    }

    /** By item. */
    static Map<Long, About> of(Store store, Request request, Meeting meeting, List<Item> items) {
        boolean over = meeting.state() == Meeting.State.HELD || meeting.state() == Meeting.State.ATTESTED;
        Map<Long, SubjectRepository.Shown> then = over ? store.subjects().of(meeting.id()) : Map.of();
        List<Item> others = items.stream().filter(item -> !then.containsKey(item.id())).toList();
        Map<Subject, SubjectCard> today = today(request, others);
        Map<Long, About> about = new HashMap<>();
        then.forEach((item, shown) -> about.put(
                item, new About(shown.in(request.locale()), Times.shortDay(Times.day(shown.at()), request.locale()))));
        others.stream()
                .filter(item -> item.subject() != null && today.containsKey(item.subject()))
                .forEach(item -> about.put(item.id(), new About(today.get(item.subject()), null)));
        return about;
    }
}
