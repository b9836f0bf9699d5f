package se.samsyn.core.measuring;

import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import se.samsyn.core.measuring.Measurement.Gender;

/**
 * The figures of one indicator and period, where units add up to the municipality, and women and men to everyone.
 *
 * <p>Each figure stands in two sums: its unit's, and its gender's over the units. See the sums as points and the hidden
 * figures as lines between them. What is hidden can be computed exactly when its line is the only way between its two
 * points, so figures are hidden until every hidden one lies on a circle.
 */
final class SumTable {

    /** Where a figure stands in no sum, anything can have made up the difference. */
    private static final String OPEN = "";

    private static final Comparator<Part> SMALLEST =
            Comparator.comparing(Part::value, Comparator.nullsLast(Comparator.naturalOrder())).thenComparing(Part::id);

    private final List<Part> parts;
    private final Set<Part> hidden = new LinkedHashSet<>();
    private final Set<Long> complete;
    private final Set<Gender> summed;

    private SumTable(List<Part> parts) {
        this.parts = parts;
        complete = parts.stream().collect(Collectors.groupingBy(Part::unitId, Collectors.counting())).entrySet().stream()
                .filter(unit -> unit.getValue() == Gender.values().length)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        summed = parts.stream().filter(Part::total).map(Part::gender).collect(Collectors.toSet());
        parts.stream().filter(this::hiddenByItself).forEach(hidden::add);
    }

    /**
     * A figure in the table.
     *
     * @param total whether it is the municipality's own
     * @param value null when it is suppressed
     */
    record Part(long id, long unitId, boolean total, Gender gender, @Nullable Double value) {}

    /** The figures that have to be hidden beside those that are suppressed. */
    static Set<Long> complements(List<Part> parts) {
        SumTable table = new SumTable(parts);
        Optional<Part> next = table.next();
        while (next.isPresent()) {
            table.hidden.add(next.get());
            next = table.next();
        }
        return table.hidden.stream().filter(part -> part.value() != null).map(Part::id).collect(Collectors.toSet());
    }

    /** As {@link SmallNumbers#OTHER_GENDER_SUPPRESSED}. */
    private boolean hiddenByItself(Part part) {
        return part.value() == null
                || part.gender() != Gender.T
                        && parts.stream().anyMatch(other -> other.unitId() == part.unitId() && other.value() == null);
    }

    /** One more to hide: where a sum has a single hidden figure first, since that is cured by one other of the sum. */
    private Optional<Part> next() {
        List<Part> computable = hidden.stream().filter(this::computable).toList();
        return Stream.of(
                        computable.stream().filter(this::aloneOfGender).map(this::ofGender),
                        computable.stream().filter(this::aloneOfUnit).map(this::ofUnit),
                        computable.stream().filter(part -> !aloneOfGender(part)).map(this::ofGender),
                        computable.stream().filter(part -> !aloneOfGender(part)).map(this::ofUnit))
                .flatMap(found -> found)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private boolean aloneOfGender(Part part) {
        return hidden.stream().noneMatch(other -> !other.equals(part) && other.gender() == part.gender());
    }

    private boolean aloneOfUnit(Part part) {
        return hidden.stream().noneMatch(other -> !other.equals(part) && other.unitId() == part.unitId());
    }

    private Optional<Part> ofGender(Part part) {
        return smallest(other -> other.gender() == part.gender());
    }

    private Optional<Part> ofUnit(Part part) {
        return smallest(other -> other.unitId() == part.unitId());
    }

    private boolean computable(Part part) {
        Set<String> reached = new HashSet<>(Set.of(unitSum(part)));
        boolean further = true;
        while (further) {
            further = false;
            for (Part other : hidden) {
                if (!other.equals(part) && (reached.contains(unitSum(other)) || reached.contains(genderSum(other)))) {
                    further |= reached.add(unitSum(other)) | reached.add(genderSum(other));
                }
            }
        }
        return !reached.contains(genderSum(part));
    }

    /** Of those that are shown; of a unit that has hidden figures already, if there is one. */
    private Optional<Part> smallest(Predicate<Part> wanted) {
        Set<Long> touched = hidden.stream().map(Part::unitId).collect(Collectors.toSet());
        return parts.stream()
                .filter(part -> !part.total() && !hidden.contains(part))
                .filter(wanted)
                .min(Comparator.comparing((Part part) -> !touched.contains(part.unitId()))
                        .thenComparing(part -> part.gender() == Gender.T)
                        .thenComparing(SMALLEST));
    }

    private String unitSum(Part part) {
        return complete.contains(part.unitId()) ? Long.toString(part.unitId()) : OPEN;
    }

    private String genderSum(Part part) {
        return summed.contains(part.gender()) ? part.gender().name() : OPEN;
    }
}
