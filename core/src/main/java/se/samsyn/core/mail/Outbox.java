package se.samsyn.core.mail;

import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.document.Document;
import se.samsyn.api.mail.Mail;
import se.samsyn.core.access.Ids;
import se.samsyn.core.calendar.CalendarDate;
import se.samsyn.core.database.Database;
import se.samsyn.core.database.Json;
import se.samsyn.core.document.DocumentModule;
import se.samsyn.core.people.User;
import se.samsyn.core.people.UserRepository;

/** Takes letters in. They are saved with what is written beside them, or not at all, and leave afterwards. */
public final class Outbox {

    private static final int LONGEST_SUBJECT = 200;

    private final Database database;
    private final LetterRepository letters;
    private final UserRepository users;
    private final DocumentModule documents;
    private final boolean available;
    private final Runnable wake;
    private final Clock clock;

    Outbox(
            Database database,
            LetterRepository letters,
            UserRepository users,
            DocumentModule documents,
            boolean available,
            Runnable wake,
            Clock clock) {
        this.database = database;
        this.letters = letters;
        this.users = users;
        this.documents = documents;
        this.available = available;
        this.wake = wake;
        this.clock = clock;
    }

    /**
     * Takes a letter to each of the recipients; ids of nobody are left out.
     *
     * @param owner who wrote it: a package of core's, or {@code plugin:<id>}
     * @param sentBy on whose behalf, or null for the system
     * @param invitation goes with it, or null; in the place of the mail's own
     */
    public void take(String owner, @Nullable Long sentBy, Mail mail, @Nullable CalendarDate invitation) {
        Document body = mail.body();
        LetterRepository.Draft draft = new LetterRepository.Draft(
                owner,
                sentBy,
                subject(body.title()),
                documents.text(body),
                documents.letter(body),
                invitation == null ? null : Json.write(invitation));
        database.write(() -> {
            Map<Long, User> known = users.find(numbers(mail.to()));
            if (known.isEmpty()) {
                return;
            }
            Map<String, Long> recipients = new LinkedHashMap<>();
            known.keySet().stream().sorted().forEach(id -> recipients.put(UUID.randomUUID().toString(), id));
            letters.insert(draft, recipients, clock.instant());
            wake.run();
        });
    }

    /** Whether letters leave at all, be it for the log alone. */
    public boolean available() {
        return available;
    }

    /** The ids of those whom a letter would reach now. */
    public Set<String> reachable(Collection<String> ids) {
        return users.find(numbers(ids)).values().stream()
                .filter(user -> MailSender.hindrance(user) == null)
                .map(user -> Long.toString(user.id()))
                .collect(Collectors.toSet());
    }

    /** Who reads which language; ids of nobody are left out. */
    public Map<Locale, Set<String>> byLanguage(Collection<String> ids) {
        return users.find(numbers(ids)).values().stream()
                .collect(Collectors.groupingBy(
                        user -> Locale.forLanguageTag(user.locale()),
                        Collectors.mapping(user -> String.valueOf(user.id()), Collectors.toUnmodifiableSet())));
    }

    private static List<Long> numbers(Collection<String> ids) {
        return ids.stream()
                .map(Ids::parse)
                .filter(OptionalLong::isPresent)
                .map(OptionalLong::getAsLong)
                .toList();
    }

    /** One line: what comes after a line break in a subject would be a header of its own. */
    private static String subject(String title) {
        String line = title.replaceAll("[\\p{Cntrl}\\p{Zl}\\p{Zp}]+", " ").strip();
        return line.length() <= LONGEST_SUBJECT ? line : line.substring(0, LONGEST_SUBJECT - 1).stripTrailing() + "…";
    }

    /** How many letters an owner has in the log. */
    public static long count(Handle handle, String owner) {
        return handle.createQuery("select count(*) from mail where owner = :owner")
                .bind("owner", owner)
                .mapTo(Long.class)
                .one();
    }

    /** Drops an owner's letters, those that wait as well; within the caller's unit of work. */
    public static void erase(Handle handle, String owner) {
        handle.createUpdate("delete from mail where owner = :owner").bind("owner", owner).execute();
    }
}
