package se.samsyn.core.terms;

import static se.samsyn.core.access.CorePermissions.SYSTEM_MANAGE;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.access.Grant;
import se.samsyn.core.change.ChangeLog;
import se.samsyn.core.database.Database;
import se.samsyn.core.plugin.OwnWords;
import se.samsyn.core.web.NotFound;
import se.samsyn.core.web.Rejection;
import se.samsyn.core.web.StaleVersion;

/** The texts that there are, and the municipality's own words in their place. */
public final class TermService implements OwnWords {

    static final String ENTITY = "term";

    private final Database database;
    private final TermRepository repository;
    private final ChangeLog changes;
    private final Supplier<List<TermSource>> sources;

    /**
     * @param sources whose texts there are now
     */
    TermService(
            Database database, TermRepository repository, ChangeLog changes, Supplier<List<TermSource>> sources) {
        this.database = database;
        this.repository = repository;
        this.changes = changes;
        this.sources = sources;
    }

    /**
     * Which texts to find.
     *
     * @param q what stands in the text, the own words or the key; empty for all
     * @param source whose; empty for everyone's
     * @param ownAlone those alone that have own words
     */
    public record Filter(String q, Locale language, String source, boolean ownAlone) {}

    /**
     * A text.
     *
     * @param own the municipality's words; null where the standard text holds
     * @param fits whether the own words still go in the standard text's place
     */
    public record Text(TermSource source, Term.Key key, String standard, @Nullable String own, boolean fits) {}

    List<TermSource> sources() {
        return sources.get();
    }

    /** The texts that are found, those first that are exactly what was asked for. */
    List<Text> find(Filter filter) {
        Map<Term.Key, String> own = new HashMap<>();
        repository.own().forEach(term -> own.put(term.key(), term.text()));
        String language = filter.language().getLanguage();
        String q = filter.q().strip().toLowerCase(filter.language());
        List<Text> found = new ArrayList<>();
        for (TermSource source : sources.get()) {
            if (filter.source().isEmpty() || filter.source().equals(source.id())) {
                source.messages().keys(filter.language()).stream()
                        .sorted()
                        .map(name -> text(source, new Term.Key(source.id(), language, name), own))
                        .filter(text -> !filter.ownAlone() || text.own() != null)
                        .filter(text -> matches(text, q, filter.language()))
                        .forEach(found::add);
            }
        }
        if (!q.isEmpty()) {
            found.sort(Comparator.comparing(text -> !shown(text).toLowerCase(filter.language()).equals(q)));
        }
        return found;
    }

    private static Text text(TermSource source, Term.Key key, Map<Term.Key, String> own) {
        String standard = String.valueOf(source.messages().standard(key.locale(), key.name()));
        String words = own.get(key);
        return new Text(source, key, standard, words, words == null || TermRules.fits(words, standard));
    }

    private static String shown(Text text) {
        return text.own() == null ? text.standard() : text.own();
    }

    private static boolean matches(Text text, String q, Locale language) {
        return q.isEmpty()
                || text.standard().toLowerCase(language).contains(q)
                || text.key().name().toLowerCase(Locale.ROOT).contains(q)
                || text.own() != null && text.own().toLowerCase(language).contains(q);
    }

    /**
     * @throws NotFound when there is no such text
     */
    Text text(Term.Key key) {
        Map<Term.Key, String> own = new HashMap<>();
        repository.find(key).ifPresent(term -> own.put(key, term.text()));
        return text(source(key), key, own);
    }

    private TermSource source(Term.Key key) {
        return sources.get().stream()
                .filter(source -> source.id().equals(key.source()))
                .filter(source -> source.messages().keys(key.locale()).contains(key.name()))
                .findFirst()
                .orElseThrow(() -> new NotFound("text " + key));
    }

    /** What has been decided of a text. */
    Term term(Term.Key key) {
        return repository.find(key).orElseGet(() -> Term.standard(key));
    }

    /**
     * Puts own words in a text's place, from the next request on. The standard text itself means that there are none.
     *
     * @param version the version that the user saw
     * @throws NotFound when there is no such text
     * @throws Rejection when the words cannot be used
     * @throws StaleVersion when someone else decided something first
     */
    public Term write(CurrentUser user, Term.Key key, String words, int version) {
        String standard = text(key).standard();
        return decide(user, key, () -> {
            String text = TermRules.checked(words, standard);
            return text.equals(standard) ? null : text;
        }, version);
    }

    /** Lets the standard text hold again; otherwise as {@link #write}. */
    public Term reset(CurrentUser user, Term.Key key, int version) {
        text(key);
        return decide(user, key, () -> null, version);
    }

    private Term decide(CurrentUser user, Term.Key key, Supplier<@Nullable String> words, int version) {
        return database.write(() -> {
            Grant grant = user.requireOnAll(SYSTEM_MANAGE);
            String text = words.get();
            Term before = term(key);
            if (before.version() != version) {
                throw new StaleVersion(ENTITY, before.id(), version);
            }
            if (Optional.ofNullable(text).equals(Optional.ofNullable(before.text()))) {
                return before;
            }
            long change = changes.begin(grant);
            Term next = before.next(text);
            long id = repository.save(next, change);
            Term after = new Term(id, key, next.text(), next.own(), next.version());
            changes.record(change, ENTITY, id, after.version(), null, after);
            return after;
        });
    }

    @Override
    public long count(String plugin) {
        return repository.of(plugin).stream().filter(Term::own).count();
    }

    @Override
    public void erase(String plugin, Grant grant) {
        List<Term> decided = repository.of(plugin);
        if (decided.isEmpty()) {
            return;
        }
        long change = changes.begin(grant);
        for (Term before : decided) {
            Term after = before.next(null);
            repository.save(after, change);
            changes.forget(ENTITY, after.id(), after);
            changes.record(change, ENTITY, after.id(), after.version(), null, after);
        }
    }
}
