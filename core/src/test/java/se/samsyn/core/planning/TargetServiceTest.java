package se.samsyn.core.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.samsyn.core.access.AccessDenied;
import se.samsyn.core.access.Grant;
import se.samsyn.core.measuring.Figure;
import se.samsyn.core.measuring.Measurement;
import se.samsyn.core.measuring.Measurement.Gender;
import se.samsyn.core.measuring.Measurement.Kind;
import se.samsyn.core.measuring.Measurement.State;
import se.samsyn.core.planning.TargetService.Target;
import se.samsyn.core.web.Rejection;
import se.samsyn.core.web.StaleVersion;

class TargetServiceTest {

    @TempDir
    Path folder;

    private Municipality town;
    private TargetService targets;
    private Plan plan;
    private Goal goal;
    private long reading;

    @BeforeEach
    void open() {
        town = new Municipality(folder);
        targets = town.planning.targets();
        reading = town.indicator("Läsning");
        plan = town.plan(town.schoolPrincipal, Municipality.SCHOOL, "2026");
        goal = town.planning.goals().create(town.schoolPrincipal, plan.id(), new GoalDraft(
                town.level(3), "Läsning", "", null, List.of(), List.of(reading), null));
    }

    @AfterEach
    void close() {
        town.close();
    }

    @Test
    void aTargetIsAFigureOfThePlansUnitAndYear() {
        set(new Target(reading, 92.0, 0));

        assertThat(figures()).singleElement().satisfies(figure -> {
            assertThat(figure.kind()).isEqualTo(Kind.TARGET);
            assertThat(figure.period()).isEqualTo(plan.period());
            assertThat(figure.value()).isEqualTo(92.0);
        });
        set(new Target(reading, null, 1));
        assertThat(figures()).singleElement().satisfies(figure -> {
            assertThat(figure.state()).isEqualTo(State.MISSING);
            assertThat(figure.value()).isNull();
        });
    }

    @Test
    void aTargetThatIsLeftAsItWasIsNoRevision() {
        town.measuring.measurements().merge(
                Grant.system("test"),
                List.of(new Figure(
                                reading, Municipality.SCHOOL, plan.period(), Gender.T, Kind.TARGET, 92.46,
                                State.ROUNDED, "Nämnden"))
                        .iterator());

        set(new Target(reading, 92.46, 1));

        assertThat(figures()).singleElement().satisfies(figure -> {
            assertThat(figure.revision()).isEqualTo(1);
            assertThat(figure.source()).isEqualTo("Nämnden");
        });
    }

    @Test
    void aTargetIsAsExactAsItIsShown() {
        assertThatThrownBy(() -> set(new Target(reading, 92.5, 0)))
                .isInstanceOfSatisfying(Rejection.class, rejection -> assertThat(rejection.reasons())
                        .singleElement()
                        .satisfies(reason -> assertThat(reason.field()).isEqualTo("target-" + reading)));
        assertThat(figures()).isEmpty();
    }

    @Test
    void twoWhoSetItAtOnceSeeAConflict() {
        set(new Target(reading, 90.0, 0));

        assertThatThrownBy(() -> set(new Target(reading, 95.0, 0))).isInstanceOf(StaleVersion.class);
        assertThat(figures()).singleElement().satisfies(figure -> assertThat(figure.value()).isEqualTo(90.0));
    }

    @Test
    void onlyTheUnitAndThoseAboveSetItAndOnlyInADraft() {
        List<Target> one = List.of(new Target(reading, 90.0, 0));

        assertThatThrownBy(() -> targets.set(town.preschoolPrincipal, goal.id(), one)).isInstanceOf(AccessDenied.class);
        assertThatThrownBy(() -> targets.set(town.schoolEmployee, goal.id(), one)).isInstanceOf(AccessDenied.class);
        assertThatThrownBy(() -> set(new Target(reading + 1, 90.0, 0)))
                .hasMessageContaining("planning.goal.error.indicator");
        assertThatThrownBy(() -> set(new Target(reading, 1e300, 0))).hasMessageContaining("planning.target.error.number");
        town.adopted(town.schoolPrincipal, plan);
        assertThatThrownBy(() -> set(new Target(reading, 90.0, 0))).hasMessageContaining("planning.plan.error.frozen");
        assertThat(figures()).isEmpty();
    }

    private void set(Target target) {
        targets.set(town.schoolPrincipal, goal.id(), List.of(target));
    }

    private List<Measurement> figures() {
        return town.measuring.measurements().series(List.of(reading), List.of(Municipality.SCHOOL));
    }
}
