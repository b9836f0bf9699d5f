package se.samsyn.core.imports;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import se.samsyn.core.imports.format.Item.UnitItem;
import se.samsyn.core.organisation.Unit;
import se.samsyn.core.organisation.Unit.Standing;
import se.samsyn.core.organisation.UnitKind;

/** Every unit by each of its identifiers and by its name, read at once; and those that the import will make. */
final class UnitDirectory {

    private static final String BY_ID = "id:";

    private final Map<String, Entry> byRef = new HashMap<>();
    private final Map<String, Entry> ownByName = new HashMap<>();
    private final Map<String, String> municipalities = new HashMap<>();
    private final Set<String> ambiguous = new HashSet<>();
    private final Set<String> planned = new HashSet<>();
    private @Nullable Entry root;

    private UnitDirectory() {}

    /** A unit as far as one must know it to find it. */
    record Entry(long id, @Nullable Long parentId, Standing standing, UnitKind kind, String name) {}

    static UnitDirectory load(Jdbi jdbi) {
        UnitDirectory directory = new UnitDirectory();
        jdbi.useHandle(handle -> {
            Map<Long, Entry> byId = new HashMap<>();
            handle.createQuery("select id, parent_id, standing, kind, name from unit")
                    .map((row, context) -> {
                        long above = row.getLong("parent_id");
                        Long parent = row.wasNull() ? null : above;
                        return new Entry(
                                row.getLong("id"),
                                parent,
                                Standing.valueOf(row.getString("standing")),
                                UnitKind.valueOf(row.getString("kind")),
                                row.getString("name"));
                    })
                    .forEach(entry -> {
                        byId.put(entry.id(), entry);
                        directory.add(entry);
                    });
            handle.createQuery("select scheme, value, unit_id from unit_identifier")
                    .map((row, context) -> {
                        directory.identify(row.getString(1), row.getString(2), byId.get(row.getLong(3)));
                        return 0;
                    })
                    .list();
        });
        return directory;
    }

    private void add(Entry entry) {
        byRef.put(BY_ID + entry.id(), entry);
        if (entry.standing() == Standing.OWN) {
            if (entry.parentId() == null) {
                root = entry;
                byRef.put(UnitItem.ROOT, entry);
            }
            Entry namesake = ownByName.put(fold(entry.name()), entry);
            if (namesake != null && namesake.id() != entry.id()) {
                ambiguous.add(fold(entry.name()));
            }
        }
    }

    private void identify(String scheme, String value, Entry entry) {
        byRef.put(scheme + ':' + value, entry);
        boolean body = entry.kind() == UnitKind.MUNICIPALITY
                || entry.kind() == UnitKind.REGION
                || entry.kind() == UnitKind.COUNTRY;
        if (scheme.equals("kolada") && body) {
            municipalities.put(municipalityName(entry.name()), scheme + ':' + value);
        }
    }

    Optional<Entry> root() {
        return Optional.ofNullable(root);
    }

    /** Where new units of ours stand: under the administration when there is one alone, else under the municipality. */
    Optional<Entry> usualParent() {
        List<Entry> administrations = byRef.entrySet().stream()
                .filter(e -> e.getKey().startsWith(BY_ID))
                .map(Map.Entry::getValue)
                .filter(e -> e.standing() == Standing.OWN && e.kind() == UnitKind.ADMINISTRATION)
                .toList();
        return administrations.size() == 1 ? Optional.of(administrations.get(0)) : root();
    }

    /**
     * The unit that the reference names: an identifier, an id of ours, or a name that one unit of ours alone has; the
     * municipality is found without 'kommun' too.
     */
    Optional<Entry> find(String ref) {
        Entry entry = byRef.get(ref);
        if (entry == null && !ambiguous.contains(fold(ref))) {
            entry = ownByName.get(fold(ref));
        }
        if (entry == null && !ambiguous.contains(fold(ref)) && isOurName(ref)) {
            entry = root;
        }
        return Optional.ofNullable(entry);
    }

    /** Whether the reference is a name that several units of ours have. */
    boolean ambiguous(String ref) {
        return ambiguous.contains(fold(ref));
    }

    /** Whether the import will have made the unit by the time it is needed. */
    boolean planned(String ref) {
        return planned.contains(ref);
    }

    /** Knows the unit from now on as it has been saved. */
    void saved(UnitItem item, Unit unit) {
        Entry entry = new Entry(unit.id(), unit.parentId(), unit.standing(), unit.kind(), unit.name());
        add(entry);
        unit.identifiers().forEach((scheme, value) -> identify(scheme, value, entry));
        byRef.put(item.ref(), entry);
    }

    void plan(UnitItem item) {
        planned.add(item.ref());
        item.identifiers().forEach((scheme, value) -> planned.add(scheme + ':' + value));
    }

    /** What the municipality of the name is known by, ours or another. */
    Optional<String> municipalityNamed(String name) {
        return Optional.ofNullable(municipalities.get(municipalityName(name)));
    }

    boolean isOurName(String name) {
        String ours = root == null ? "" : municipalityName(root.name());
        return root != null && (ours.equals(municipalityName(name)) || ours.equals(municipalityName(name) + "s"));
    }

    private static String municipalityName(String name) {
        String folded = fold(name);
        return folded.endsWith(" kommun") ? folded.substring(0, folded.length() - " kommun".length()) : folded;
    }

    private static String fold(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }
}
