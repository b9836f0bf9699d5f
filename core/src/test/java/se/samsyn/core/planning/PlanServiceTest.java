package se.samsyn.core.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.samsyn.core.access.AccessDenied;
import se.samsyn.core.measuring.Period;
import se.samsyn.core.organisation.UnitKind;
import se.samsyn.core.planning.PlanType.Calendar;
import se.samsyn.core.planning.PlanType.Level;
import se.samsyn.core.web.NotFound;
import se.samsyn.core.web.Rejection;
import se.samsyn.core.web.StaleVersion;

class PlanServiceTest {

    @TempDir
    Path folder;

    private Municipality town;
    private PlanService plans;

    @BeforeEach
    void open() {
        town = new Municipality(folder);
        plans = town.planning.plans();
    }

    @AfterEach
    void close() {
        town.close();
    }

    @Test
    void theDefaultModelHasThreeLevelsThatTheMunicipalityCanRename() {
        assertThat(town.type.levels())
                .extracting(Level::name)
                .containsExactly("Kommunfullmäktiges mål", "Nämndmål", "Enhetsmål");
        List<Level> renamed = List.of(
                new Level(0, 0, "Vision"), town.type.levels().get(0), new Level(town.level(3), 0, "Skolans mål"));

        PlanType saved = town.planning.types().edit(town.administrator, town.type.id(), 1, "Styrmodell", renamed);

        assertThat(saved.levels()).extracting(Level::name).containsExactly("Vision", "Kommunfullmäktiges mål", "Skolans mål");
        assertThat(town.planning.types().find(town.type.id())).contains(saved);
        assertThatThrownBy(() -> town.planning.types().edit(town.head, town.type.id(), 2, "Min", renamed))
                .isInstanceOf(AccessDenied.class);
        assertThatThrownBy(() -> town.planning.types().edit(town.administrator, town.type.id(), 1, "Min", renamed))
                .isInstanceOf(StaleVersion.class);
    }

    @Test
    void aLevelWithGoalsStays() {
        Plan plan = town.plan(town.head, Municipality.ADMINISTRATION, "2026");
        town.goal(town.head, plan, 2, "Nämndens");

        assertThatThrownBy(() -> town.planning.types().edit(
                        town.administrator, town.type.id(), 1, "Styrmodell", List.of(town.type.levels().get(0))))
                .isInstanceOfSatisfying(Rejection.class, rejection -> assertThat(rejection.reasons())
                        .extracting(Rejection.Reason::key)
                        .containsExactly("planning.type.error.levelinuse"));
        assertThat(town.planning.types().find(town.type.id())).contains(town.type);
    }

    @Test
    void aUnitHasOnePlanOfAModelAndYearThatFitsIt() {
        town.plan(town.schoolPrincipal, Municipality.SCHOOL, "2026");

        assertThatThrownBy(() -> town.plan(town.schoolPrincipal, Municipality.SCHOOL, "2026"))
                .hasMessageContaining("planning.plan.error.exists");
        assertThatThrownBy(() -> town.plan(town.schoolPrincipal, Municipality.SCHOOL, "2026/27"))
                .hasMessageContaining("planning.plan.error.calendar");
        assertThatThrownBy(() -> town.plan(town.schoolPrincipal, Municipality.PRESCHOOL, "2026"))
                .isInstanceOf(AccessDenied.class);
        assertThatThrownBy(() -> plans.create(town.head, 99, Municipality.SCHOOL, Period.of("2027"), "Plan"))
                .hasMessageContaining("planning.plan.error.type");
        assertThatThrownBy(() -> plans.create(town.head, town.type.id(), 99, Period.of("2027"), "Plan"))
                .isInstanceOf(AccessDenied.class);
        assertThat(town.plan(town.schoolPrincipal, Municipality.SCHOOL, "2027").state()).isEqualTo(Plan.State.DRAFT);
    }

    @Test
    void draftsAreThoseNotAdoptedWhereOneEditsGoals() {
        Plan adopted = town.plan(town.schoolPrincipal, Municipality.SCHOOL, "2026");
        town.adopted(town.schoolPrincipal, adopted);
        Plan draft = town.plan(town.schoolPrincipal, Municipality.SCHOOL, "2027");
        town.plan(town.preschoolPrincipal, Municipality.PRESCHOOL, "2026");
        List<Period> years = plans.periods();
        assertThat(plans.drafts(town.schoolPrincipal, years)).extracting(PlanRow::plan).containsExactly(draft);
        assertThat(plans.drafts(town.schoolPrincipal, List.of(Period.of("2026")))).isEmpty();
        assertThat(plans.drafts(town.schoolEmployee, years)).isEmpty();
        town.planning.states().propose(town.schoolPrincipal, draft.id(), draft.version(), "");
        assertThat(plans.drafts(town.schoolPrincipal, years)).isEmpty();
        assertThat(plans.frozen(town.schoolPrincipal, List.of(Municipality.SCHOOL), years)).hasSize(2);
    }

    @Test
    void listsShowWhatOneMayReadWithOnesOwnFirst() {
        town.plan(town.head, Municipality.ADMINISTRATION, "2026");
        Plan school = town.plan(town.schoolPrincipal, Municipality.SCHOOL, "2026");
        town.plan(town.schoolPrincipal, Municipality.SCHOOL, "2027");
        town.plan(town.preschoolPrincipal, Municipality.PRESCHOOL, "2026");
        town.goal(town.schoolPrincipal, school, 3, "Läsning");
        PlanQuery ownFirst = new PlanQuery(null, null, null, null, Set.of(Municipality.SCHOOL));

        assertThat(plans.page(town.schoolPrincipal, ownFirst, 0, 10))
                .extracting(row -> row.unitName() + " " + row.plan().period())
                .containsExactly("Lindskolan 2027", "Lindskolan 2026", "Barn och utbildning 2026", "Ängens förskola 2026");
        assertThat(plans.page(town.schoolPrincipal, ownFirst, 1, 1))
                .singleElement()
                .satisfies(row -> assertThat(row.goals()).isEqualTo(1));
        assertThat(plans.count(town.schoolEmployee, PlanQuery.all())).isEqualTo(2);
        PlanQuery preschools = new PlanQuery(Period.of("2026"), UnitKind.PRESCHOOL, null, null, Set.of());
        assertThat(plans.page(town.head, preschools, 0, 10)).hasSize(1);
        assertThat(plans.after(town.head, PlanQuery.ofUnit(Municipality.SCHOOL), school.id(), 10)).hasSize(1);
        assertThat(plans.periods()).extracting(Period::text).containsExactly("2027", "2026");
        assertThatThrownBy(() -> plans.get(town.head, 99)).isInstanceOf(NotFound.class);
    }

    @Test
    void aSchoolYearModelTakesSchoolYears() {
        PlanType type = town.planning.types().create(
                town.administrator, "Läsårsplan", Calendar.SCHOOL_YEAR, List.of("Mål"));

        assertThat(plans.create(town.head, type.id(), Municipality.SCHOOL, Period.of("2026/27"), "Läsåret").period())
                .isEqualTo(Period.schoolYear(2026));
        assertThatThrownBy(() -> plans.create(town.head, type.id(), Municipality.SCHOOL, Period.of("2026"), "Året"))
                .hasMessageContaining("planning.plan.error.calendar");
    }
}
