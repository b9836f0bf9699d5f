package se.samsyn.core.imports.format;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import se.samsyn.core.measuring.Measurement;
import se.samsyn.core.organisation.Unit;
import se.samsyn.core.organisation.UnitKind;

/** Something that a file says there is. Units are named by {@code scheme:value} of an external identifier. */
public sealed interface Item {

    /** What it is about: two items with the same key say something of the same thing. */
    @JsonIgnore
    String key();

    /**
     * A unit.
     *
     * @param ref what it is known by; {@code root} for the municipality itself
     * @param parent the unit above; null for where units of its standing usually stand
     * @param identifiers those that it has at least
     * @param members the members of a group; null when nothing is said of them
     * @param authority what the file decides when the unit is there already
     */
    record UnitItem(
            String ref,
            Unit.Standing standing,
            UnitKind kind,
            String name,
            @Nullable String parent,
            Map<String, String> identifiers,
            @Nullable LocalDate validFrom,
            @Nullable LocalDate validTo,
            @Nullable List<String> members,
            Authority authority)
            implements Item {

        /** The municipality itself. */
        public static final String ROOT = "root";

        @Override
        public String key() {
            return "unit " + ref;
        }
    }

    /** What a file decides about a unit that is there already. */
    enum Authority {
        /** Its identifiers alone: the municipality calls it what it likes. */
        IDENTIFIERS,
        /** Its name as well, as the publisher's register does. */
        NAME,
        /** All of it, as our own file does. */
        ALL
    }

    /**
     * A measurement.
     *
     * @param indicator {@code source:code}
     * @param source as shown where the figure is
     * @param revisesOnly whether it says nothing when there is no such measurement before
     */
    record FigureItem(
            String indicator,
            String unit,
            String period,
            Measurement.Gender gender,
            Measurement.Kind kind,
            @Nullable Double value,
            Measurement.State state,
            String source,
            boolean revisesOnly)
            implements Item {

        public static FigureItem outcome(String indicator, String unit, String period, PublishedValue figure, String source) {
            return new FigureItem(
                    indicator,
                    unit,
                    period,
                    Measurement.Gender.T,
                    Measurement.Kind.OUTCOME,
                    figure.value(),
                    figure.state(),
                    source,
                    false);
        }

        @Override
        public String key() {
            return "figure " + indicator + ' ' + unit + ' ' + period + ' ' + gender + ' ' + kind;
        }

        public PublishedValue published() {
            return new PublishedValue(value, state);
        }
    }

    /**
     * A person, and a role of theirs when the role is there.
     *
     * @param role null when the file gives them none
     */
    record PersonItem(
            String username,
            String name,
            @Nullable String email,
            @Nullable String locale,
            @Nullable String role,
            @Nullable String unit)
            implements Item {

        @Override
        public String key() {
            return "person " + username + ' ' + role + ' ' + unit;
        }
    }

    /** An indicator that its source's catalogue no longer has. */
    record WithdrawnItem(String source, String code) implements Item {

        @Override
        public String key() {
            return "withdrawn " + source + ':' + code;
        }
    }

    /** Something that one can choose as an indicator. */
    record CatalogueItem(
            String source,
            String code,
            String title,
            String description,
            @Nullable String area,
            @Nullable String perspective,
            boolean byGender,
            boolean perUnit,
            @Nullable LocalDate published)
            implements Item {

        @Override
        public String key() {
            return "catalogue " + source + ':' + code;
        }
    }
}
