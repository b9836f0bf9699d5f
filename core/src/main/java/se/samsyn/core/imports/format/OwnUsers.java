package se.samsyn.core.imports.format;

import java.io.IOException;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.access.Role;
import se.samsyn.core.imports.file.InputFile;
import se.samsyn.core.imports.file.Table;
import se.samsyn.core.imports.file.TableRow;

/** Our own table of people, the same as is exported: one row for each role that a person has. */
public final class OwnUsers implements FormatReader {

    public static final List<String> COLUMNS = List.of("username", "name", "email", "role", "unit", "locale");

    private static final List<String> REQUIRED = List.of("username", "name");

    /** Roles by the words that people use for them. */
    private static final Map<String, Role> ROLES = Map.of(
            "administratör", Role.ADMINISTRATOR,
            "förvaltningschef", Role.HEAD,
            "skolchef", Role.HEAD,
            "kvalitetsutvecklare", Role.QUALITY_DEVELOPER,
            "rektor", Role.PRINCIPAL,
            "medarbetare", Role.EMPLOYEE,
            "lärare", Role.EMPLOYEE,
            "läsare", Role.READER);

    @Override
    public List<String> columns() {
        return REQUIRED;
    }

    @Override
    public void read(List<InputFile> files, ImportOptions options, Known known, Rows rows) throws IOException {
        for (InputFile file : files) {
            Table.read(file, REQUIRED, row -> row(row, rows));
        }
    }

    private static void row(TableRow row, Rows rows) {
        String username = Normalizer.normalize(row.text("username"), Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
        String name = row.text("name");
        String what = name.isEmpty() ? username : name;
        if (username.isEmpty() || name.isEmpty()) {
            rows.reject(row.place(), what, "imports.reason.incomplete");
            return;
        }
        Role role = role(row.text("role"));
        if (role == null && !row.text("role").isEmpty()) {
            rows.reject(row.place(), what, "imports.reason.role", row.text("role"));
            return;
        }
        if ((role == null) != row.text("unit").isEmpty()) {
            rows.reject(row.place(), what, "imports.reason.roleandunit");
            return;
        }
        rows.item(
                row.place(),
                what,
                new Item.PersonItem(
                        username,
                        name,
                        orNull(row.text("email")),
                        orNull(row.text("locale")),
                        role == null ? null : role.name(),
                        orNull(row.text("unit"))));
    }

    private static @Nullable Role role(String text) {
        Role word = ROLES.get(text.toLowerCase(Locale.ROOT));
        return word != null ? word : OwnUnits.constant(Role.class, text).orElse(null);
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
