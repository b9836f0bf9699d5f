package se.samsyn.core.measuring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import se.samsyn.core.measuring.Measurement.Gender;
import se.samsyn.core.measuring.SumTable.Part;

/** Holds what is hidden against the sums that anyone can write down, by solving them. */
class SumTableTest {

    private static final double NOTHING = 1e-9;

    @Test
    void twoFiguresOfTheSisterAreHiddenSinceOneCouldBeComputed() {
        List<Part> parts = table(new @Nullable Double[][] {
            {100.0, 48.0, 52.0}, {20.0, null, 17.0}, {50.0, 25.0, 25.0}, {30.0, 20.0, 10.0}
        });

        assertThat(SumTable.complements(parts)).containsExactlyInAnyOrder(id(1, Gender.M), id(3, Gender.K), id(3, Gender.M));
        assertThat(computable(parts, SumTable.complements(parts))).isEmpty();
        assertThat(computable(parts, Set.of(id(1, Gender.M), id(3, Gender.K))))
                .as("the solver sees through a sister with one hidden figure")
                .contains(id(1, Gender.K), id(1, Gender.M), id(3, Gender.K));
    }

    @Test
    void withoutGendersTheSmallestSisterIsEnough() {
        List<Part> parts = table(new @Nullable Double[][] {
            {73.0, null, null}, {null, null, null}, {40.0, null, null}, {30.0, null, null}
        }).stream().filter(part -> part.gender() == Gender.T).toList();

        assertThat(SumTable.complements(parts)).containsExactly(id(3, Gender.T));
    }

    @Test
    void aSisterWithoutGendersDoesNotGiveTheOthersAway() {
        List<Part> parts = new ArrayList<>(table(new @Nullable Double[][] {
            {150.0, 60.0, 90.0}, {null, 2.0, 1.0}, {40.0, 20.0, 20.0}, {50.0, 36.0, 14.0}, {null, 1.0, 28.0}, {30.0, 1.0, 27.0}
        }));
        parts.removeIf(part -> part.unitId() >= 4 && part.gender() != Gender.T);

        assertThat(computable(parts, SumTable.complements(parts))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void nothingHiddenCanBeComputedInTablesOfAllSorts(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 50; i++) {
            List<Part> parts = randomTable(random);
            assertThat(computable(parts, SumTable.complements(parts))).as("%s", parts).isEmpty();
        }
    }

    /** At least four units, and of each gender figures enough for a complement. */
    private static List<Part> randomTable(Random random) {
        int units = 4 + random.nextInt(6);
        @Nullable Double[][] rows = new @Nullable Double[units + 1][3];
        double women = 0;
        double men = 0;
        for (int unit = 1; unit <= units; unit++) {
            double k = random.nextInt(40);
            double m = random.nextInt(40);
            women += k;
            men += m;
            rows[unit] = new @Nullable Double[] {k + m, k, m};
            if (random.nextInt(3) == 0) {
                rows[unit][random.nextInt(3)] = null;
            }
        }
        rows[0] = new @Nullable Double[] {women + men, women, men};
        return table(rows);
    }

    /** Row 0 is the municipality. */
    private static List<Part> table(@Nullable Double[][] rows) {
        List<Part> parts = new ArrayList<>();
        for (int unit = 0; unit < rows.length; unit++) {
            for (Gender gender : Gender.values()) {
                parts.add(new Part(id(unit, gender), unit, unit == 0, gender, rows[unit][gender.ordinal()]));
            }
        }
        return parts;
    }

    private static long id(long unit, Gender gender) {
        return unit * 10 + gender.ordinal();
    }

    /** The hidden figures that follow from those that are shown: where knowing one is no news to the sums. */
    private static List<Long> computable(List<Part> parts, Set<Long> complements) {
        List<Part> unknown = parts.stream()
                .filter(part -> part.value() == null || complements.contains(part.id()))
                .toList();
        List<double[]> sums = new ArrayList<>();
        for (long unit : parts.stream().map(Part::unitId).distinct().toList()) {
            if (parts.stream().filter(part -> part.unitId() == unit).count() == 3) {
                sums.add(unknown.stream()
                        .mapToDouble(p -> p.unitId() != unit ? 0 : p.gender() == Gender.T ? -1 : 1)
                        .toArray());
            }
        }
        for (Gender gender : Gender.values()) {
            if (parts.stream().anyMatch(part -> part.total() && part.gender() == gender)) {
                sums.add(unknown.stream().mapToDouble(p -> p.gender() != gender ? 0 : p.total() ? -1 : 1).toArray());
            }
        }
        List<Long> computable = new ArrayList<>();
        for (int i = 0; i < unknown.size(); i++) {
            List<double[]> more = new ArrayList<>(sums);
            double[] known = new double[unknown.size()];
            known[i] = 1;
            more.add(known);
            if (rank(more) == rank(sums)) {
                computable.add(unknown.get(i).id());
            }
        }
        return computable;
    }

    private static int rank(List<double[]> rows) {
        double[][] matrix = rows.stream().map(double[]::clone).toArray(double[][]::new);
        int rank = 0;
        int columns = matrix.length == 0 ? 0 : matrix[0].length;
        for (int column = 0; column < columns && rank < matrix.length; column++) {
            int pivot = pivot(matrix, rank, column);
            if (pivot < 0) {
                continue;
            }
            double[] row = matrix[pivot];
            matrix[pivot] = matrix[rank];
            matrix[rank] = row;
            for (int below = rank + 1; below < matrix.length; below++) {
                double factor = matrix[below][column] / row[column];
                for (int i = column; i < columns; i++) {
                    matrix[below][i] -= factor * row[i];
                }
            }
            rank++;
        }
        return rank;
    }

    private static int pivot(double[][] matrix, int from, int column) {
        for (int row = from; row < matrix.length; row++) {
            if (Math.abs(matrix[row][column]) > NOTHING) {
                return row;
            }
        }
        return -1;
    }
}
