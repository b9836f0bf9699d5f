package se.samsyn.core.imports;

import java.io.IOException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import se.samsyn.core.access.CorePermissions;
import se.samsyn.core.imports.file.InputFile;
import se.samsyn.core.imports.file.Table;
import se.samsyn.core.imports.format.FormatReader;
import se.samsyn.core.imports.format.Grade9;
import se.samsyn.core.imports.format.KoladaCatalogue;
import se.samsyn.core.imports.format.KoladaData;
import se.samsyn.core.imports.format.KoladaMunicipalities;
import se.samsyn.core.imports.format.KoladaValues;
import se.samsyn.core.imports.format.OwnMeasurements;
import se.samsyn.core.imports.format.OwnUnits;
import se.samsyn.core.imports.format.OwnUsers;
import se.samsyn.core.imports.format.SchoolRegister;
import se.samsyn.core.imports.format.UnitStatistics;

/** What can be imported. The messages {@code imports.type.<code>} and {@code imports.help.<code>} describe it. */
public enum ImportType {
    SCHOOL_REGISTER(new SchoolRegister(), CorePermissions.UNIT_EDIT, ".csv", Option.MUNICIPALITY, Option.PERIOD),
    UNITS(new OwnUnits(), CorePermissions.UNIT_EDIT, ".csv,.xlsx"),
    USERS(new OwnUsers(), CorePermissions.USER_MANAGE, ".csv,.xlsx"),
    MEASUREMENTS(new OwnMeasurements(), CorePermissions.IMPORT_RUN, ".csv,.xlsx"),
    SKOLVERKET_UNIT_STATISTICS(
            new UnitStatistics(), CorePermissions.IMPORT_RUN, ".json,.zip,.csv,.xlsx", Option.MUNICIPALITY),
    SKOLVERKET_GRADE9(
            new Grade9(), CorePermissions.IMPORT_RUN, ".csv,.xlsx", Option.MUNICIPALITY, Option.PERIOD),
    KOLADA_CATALOGUE(new KoladaCatalogue(), CorePermissions.IMPORT_RUN, ".json,.zip"),
    KOLADA_MUNICIPALITIES(new KoladaMunicipalities(), CorePermissions.UNIT_EDIT, ".json,.zip", Option.MUNICIPALITY),
    KOLADA_DATA(new KoladaData(), CorePermissions.IMPORT_RUN, ".json,.zip", Option.GROUP),
    KOLADA_VALUES(new KoladaValues(), CorePermissions.IMPORT_RUN, ".csv,.xlsx", Option.GROUP);

    /** What the person can say beside the files. */
    public enum Option {
        MUNICIPALITY,
        PERIOD,
        GROUP
    }

    private final FormatReader reader;
    private final String permission;
    private final String accept;
    private final Set<Option> options;

    ImportType(FormatReader reader, String permission, String accept, Option... options) {
        this.reader = reader;
        this.permission = permission;
        this.accept = accept;
        this.options = options.length == 0 ? Set.of() : EnumSet.copyOf(List.of(options));
    }

    /** As at the command line and in addresses: {@code school-register}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<ImportType> of(String code) {
        return Arrays.stream(values()).filter(type -> type.code().equals(code)).findFirst();
    }

    /** What one must be allowed on the municipality, beside running imports. */
    public String permission() {
        return permission;
    }

    /** The endings of files that a browser offers. */
    public String accept() {
        return accept;
    }

    public boolean takes(Option option) {
        return options.contains(option);
    }

    /** The type whose columns the file has; empty when it is no table that is known. */
    static Optional<ImportType> of(InputFile file) throws IOException {
        for (ImportType type : values()) {
            if (!type.reader.columns().isEmpty() && Table.has(file, type.reader.columns())) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    FormatReader reader() {
        return reader;
    }
}
