package se.samsyn.core.imports;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import se.samsyn.core.access.CorePermissions;
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
import se.samsyn.core.web.Words;

/**
 * Something that can be imported.
 *
 * @param code as at the command line and in addresses: {@code school-register}
 * @param permission what one must be allowed on the municipality, beside running imports
 * @param accept the endings of files that a browser offers, with commas between
 * @param options what the person can say beside the files
 */
public record ImportType(
        String code, FormatReader reader, String permission, String accept, Set<Option> options, Wording wording) {

    public static final ImportType SCHOOL_REGISTER = core(
            "school-register", new SchoolRegister(), CorePermissions.UNIT_EDIT, ".csv", Option.MUNICIPALITY, Option.PERIOD);
    public static final ImportType UNITS = core("units", new OwnUnits(), CorePermissions.UNIT_EDIT, ".csv,.xlsx");
    public static final ImportType USERS = core("users", new OwnUsers(), CorePermissions.USER_MANAGE, ".csv,.xlsx");
    public static final ImportType MEASUREMENTS =
            core("measurements", new OwnMeasurements(), CorePermissions.IMPORT_RUN, ".csv,.xlsx");
    public static final ImportType SKOLVERKET_UNIT_STATISTICS = core(
            "skolverket-unit-statistics",
            new UnitStatistics(),
            CorePermissions.IMPORT_RUN,
            ".json,.zip,.csv,.xlsx",
            Option.MUNICIPALITY);
    public static final ImportType SKOLVERKET_GRADE9 = core(
            "skolverket-grade9",
            new Grade9(),
            CorePermissions.IMPORT_RUN,
            ".csv,.xlsx",
            Option.MUNICIPALITY,
            Option.PERIOD);
    public static final ImportType KOLADA_CATALOGUE =
            core("kolada-catalogue", new KoladaCatalogue(), CorePermissions.IMPORT_RUN, ".json,.zip");
    public static final ImportType KOLADA_MUNICIPALITIES = core(
            "kolada-municipalities",
            new KoladaMunicipalities(),
            CorePermissions.UNIT_EDIT,
            ".json,.zip",
            Option.MUNICIPALITY);
    public static final ImportType KOLADA_DATA =
            core("kolada-data", new KoladaData(), CorePermissions.IMPORT_RUN, ".json,.zip", Option.GROUP);
    public static final ImportType KOLADA_VALUES =
            core("kolada-values", new KoladaValues(), CorePermissions.IMPORT_RUN, ".csv,.xlsx", Option.GROUP);

    /** Core's own. */
    static final List<ImportType> CORE = List.of(
            SCHOOL_REGISTER,
            UNITS,
            USERS,
            MEASUREMENTS,
            SKOLVERKET_UNIT_STATISTICS,
            SKOLVERKET_GRADE9,
            KOLADA_CATALOGUE,
            KOLADA_MUNICIPALITIES,
            KOLADA_DATA,
            KOLADA_VALUES);

    /** What the person can say beside the files. */
    public enum Option {
        MUNICIPALITY,
        PERIOD,
        GROUP
    }

    /** What it is called, and how it is explained. */
    public interface Wording {

        String title(Words words, Locale locale);

        String help(Words words, Locale locale);

        /** Whose it is; empty for core's own. */
        default String module(Locale locale) {
            return "";
        }
    }

    /** Of core's own: the messages {@code imports.type.<code>} and {@code imports.help.<code>}. */
    private record OwnWording(String code) implements Wording {

        @Override
        public String title(Words words, Locale locale) {
            return words.text("imports.type." + code);
        }

        @Override
        public String help(Words words, Locale locale) {
            return words.text("imports.help." + code);
        }
    }

    private static ImportType core(
            String code, FormatReader reader, String permission, String accept, Option... options) {
        return new ImportType(code, reader, permission, accept, Set.of(options), new OwnWording(code));
    }

    boolean takes(Option option) {
        return options.contains(option);
    }
}
