package se.samsyn.core.imports.format;

import java.io.IOException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import se.samsyn.core.imports.file.InputFile;
import se.samsyn.core.imports.file.Table;
import se.samsyn.core.imports.file.TableRow;
import se.samsyn.core.organisation.Unit;
import se.samsyn.core.organisation.UnitKind;

/** Our own table of units, the same as is exported. */
public final class OwnUnits implements FormatReader {

    public static final List<String> COLUMNS =
            List.of("id", "name", "kind", "standing", "parent", "identifiers", "valid_from", "valid_to");

    private static final List<String> REQUIRED = List.of("name", "kind");

    @Override
    public List<String> columns() {
        return REQUIRED;
    }

    @Override
    public void read(List<InputFile> files, ImportOptions options, Known known, Rows rows) throws IOException {
        for (InputFile file : files) {
            Table.read(file, REQUIRED, row -> row(row, known, rows));
        }
    }

    private static void row(TableRow row, Known known, Rows rows) {
        String name = row.text("name");
        if (name.isEmpty()) {
            rows.reject(row.place(), row.text("id"), "imports.reason.incomplete");
            return;
        }
        Optional<UnitKind> kind = constant(UnitKind.class, row.text("kind"));
        if (kind.isEmpty()) {
            rows.reject(row.place(), name, "imports.reason.kind", row.text("kind"));
            return;
        }
        String standingText = row.text("standing").isEmpty() ? "OWN" : row.text("standing");
        Optional<Unit.Standing> standing = constant(Unit.Standing.class, standingText);
        if (standing.isEmpty()) {
            rows.reject(row.place(), name, "imports.reason.standing", standingText);
            return;
        }
        Map<String, String> identifiers = new TreeMap<>();
        for (String identifier : row.text("identifiers").split("\\s*[|]\\s*")) {
            int colon = identifier.indexOf(':');
            if (colon > 0) {
                identifiers.put(identifier.substring(0, colon), identifier.substring(colon + 1));
            } else if (!identifier.isEmpty()) {
                rows.reject(row.place(), name, "imports.reason.identifier", identifier);
                return;
            }
        }
        String parent = row.text("parent").isEmpty() ? null : row.text("parent");
        String ref = ref(row.text("id"), identifiers, name, kind.get(), known);
        try {
            rows.item(row.place(), name, new Item.UnitItem(ref, standing.get(), kind.get(), name, parent, identifiers,
                    date(row.text("valid_from")), date(row.text("valid_to")), null, Item.Authority.ALL));
        } catch (DateTimeParseException e) {
            rows.reject(row.place(), name, "imports.reason.date", e.getParsedString());
        }
    }

    /** Our own id where it is ours, else an identifier, else the name; the municipality is there but once. */
    private static String ref(
            String id, Map<String, String> identifiers, String name, UnitKind kind, Known known) {
        if (!id.isEmpty() && known.unitName("id:" + id).isPresent()) {
            return "id:" + id;
        }
        if (kind == UnitKind.MUNICIPALITY && known.isOurName(name)) {
            return Item.UnitItem.ROOT;
        }
        return identifiers.entrySet().stream()
                .filter(identifier -> !identifier.getKey().equals("organisationsnummer"))
                .findFirst()
                .map(identifier -> identifier.getKey() + ':' + identifier.getValue())
                .orElse(name);
    }

    private static @Nullable LocalDate date(String text) {
        return text.isEmpty() ? null : LocalDate.parse(text);
    }

    static <E extends Enum<E>> Optional<E> constant(Class<E> type, String text) {
        String name = text.toUpperCase(Locale.ROOT).replace(' ', '_');
        return Arrays.stream(type.getEnumConstants()).filter(c -> c.name().equals(name)).findFirst();
    }
}
