package se.samsyn.core.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.samsyn.api.access.Role;
import se.samsyn.core.access.AccessDenied;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.planning.Plan.Decision;
import se.samsyn.core.planning.Plan.State;
import se.samsyn.core.settings.Checksums;
import se.samsyn.core.web.NotFound;
import se.samsyn.core.web.StaleVersion;

/** A plan is written, proposed, handed back, adopted and corrected. */
class PlanStatesTest {

    @TempDir
    Path folder;

    private Municipality town;
    private PlanStates states;
    private Plan draft;

    @BeforeEach
    void open() {
        town = new Municipality(folder);
        states = town.planning.states();
        draft = town.plan(town.schoolPrincipal, Municipality.SCHOOL, "2026");
    }

    @AfterEach
    void close() {
        town.close();
    }

    @Test
    void whatIsProposedStandsFastUntilItIsHandedBack() {
        Goal goal = town.goal(town.schoolPrincipal, draft, 3, "Läsning");
        Plan proposed = states.propose(town.schoolPrincipal, draft.id(), 1, "  Klar för beslut\r\n");

        assertThat(proposed.state()).isEqualTo(State.PROPOSED);
        assertThat(proposed.proposedBy()).isEqualTo(town.schoolPrincipal.userId());
        assertThat(proposed.proposal()).isEqualTo("Klar för beslut");
        assertThatThrownBy(() -> town.goal(town.schoolPrincipal, draft, 3, "Ett till"))
                .hasMessageContaining("planning.plan.error.proposed");
        assertThatThrownBy(() -> town.planning.goals().remove(town.head, goal.id(), 1))
                .hasMessageContaining("planning.plan.error.proposed");
        assertThatThrownBy(() -> town.planning.plans().rename(town.head, draft.id(), 2, "Annat"))
                .hasMessageContaining("planning.plan.error.proposed");
        assertThatThrownBy(() -> states.propose(town.schoolPrincipal, draft.id(), 2, ""))
                .hasMessageContaining("planning.plan.error.proposed");
        assertThatThrownBy(() -> states.handBack(town.head, draft.id(), 2, " "))
                .hasMessageContaining("planning.error.required");
        assertThatThrownBy(() -> states.handBack(town.head, draft.id(), 1, "Inaktuell")).isInstanceOf(StaleVersion.class);

        Plan back = states.handBack(town.head, draft.id(), 2, "Skriv om målet");

        assertThat(back.state()).isEqualTo(State.DRAFT);
        assertThat(town.goal(town.schoolPrincipal, draft, 3, "Ett till").title()).isEqualTo("Ett till");
        assertThat(states.handedBackTo(town.schoolPrincipal, 10))
                .singleElement()
                .satisfies(row -> assertThat(row.plan().returned()).isEqualTo("Skriv om målet"));
        assertThat(states.handedBackTo(town.head, 10)).isEmpty();
        assertThat(states.propose(town.schoolPrincipal, draft.id(), 3, "").returned()).isEmpty();
        assertThat(states.handedBackTo(town.schoolPrincipal, 10)).isEmpty();
        assertThat(town.planning.plans().get(town.preschoolPrincipal, draft.id()).version()).isEqualTo(4);
    }

    @Test
    void onlyTheProposerTakesItBack() {
        states.propose(town.schoolPrincipal, draft.id(), 1, "");

        assertThatThrownBy(() -> states.withdraw(town.head, draft.id(), 2)).isInstanceOf(AccessDenied.class);
        assertThat(states.withdraw(town.schoolPrincipal, draft.id(), 2).state()).isEqualTo(State.DRAFT);
        assertThatThrownBy(() -> states.withdraw(town.schoolPrincipal, draft.id(), 3))
                .hasMessageContaining("planning.plan.error.notproposed");
    }

    @Test
    void itIsAdoptedByADecisionThatHasBeenMade() {
        LocalDate today = LocalDate.parse("2026-02-02");
        assertThatThrownBy(() -> states.adopt(town.head, draft.id(), 1, town.decision()))
                .hasMessageContaining("planning.plan.error.notproposed");
        states.propose(town.schoolPrincipal, draft.id(), 1, "");
        assertThatThrownBy(() -> states.adopt(town.schoolPrincipal, draft.id(), 2, town.decision()))
                .isInstanceOf(AccessDenied.class);
        assertThatThrownBy(() -> states.adopt(town.preschoolPrincipal, draft.id(), 2, town.decision()))
                .isInstanceOf(AccessDenied.class);
        assertThatThrownBy(() -> states.adopt(town.head, draft.id(), 2, new Decision(today.plusDays(1), "Nämnden", "")))
                .hasMessageContaining("planning.plan.error.decision.future");
        assertThatThrownBy(() -> states.adopt(town.head, draft.id(), 2, new Decision(LocalDate.MIN, " ", "")))
                .hasMessageContaining("planning.plan.error.decision.past")
                .hasMessageContaining("planning.error.required");

        Plan adopted = states.adopt(town.head, draft.id(), 2, new Decision(today.minusDays(4), " Nämnden ", " BUN 1 "));

        assertThat(adopted.state()).isEqualTo(State.ADOPTED);
        assertThat(adopted.edition()).isEqualTo(1);
        assertThat(adopted.adoptedOn()).isEqualTo(today.minusDays(4));
        assertThat(adopted.decidedBy()).isEqualTo("Nämnden");
        assertThat(adopted.registryNumber()).isEqualTo("BUN 1");
        assertThatThrownBy(() -> town.planning.plans().rename(town.schoolPrincipal, draft.id(), 3, "Annat"))
                .hasMessageContaining("planning.plan.error.frozen");
        assertThatThrownBy(() -> states.adopt(town.head, draft.id(), 3, town.decision()))
                .hasMessageContaining("planning.plan.error.notproposed");
        assertThat(town.planning.plans().get(town.schoolReader, draft.id())).isEqualTo(adopted);
    }

    @Test
    void aCorrectionBecomesTheNextEditionAndTheFirstStays() {
        Goal goal = town.goal(town.schoolPrincipal, draft, 3, "Läsning");
        Plan first = town.adopted(town.schoolPrincipal, draft);
        String kept = town.planning.editions().content(town.schoolReader, draft.id(), 1);
        assertThatThrownBy(() -> states.correct(town.schoolPrincipal, draft.id(), first.version(), " "))
                .hasMessageContaining("planning.error.required");
        assertThatThrownBy(() -> states.correct(town.preschoolPrincipal, draft.id(), first.version(), "Nej"))
                .isInstanceOf(AccessDenied.class);
        town.clock.forward(Duration.ofDays(20));
        Plan opened = states.correct(town.schoolPrincipal, draft.id(), first.version(), "Fel ord");
        town.planning.goals().edit(
                town.schoolPrincipal, goal.id(), 1, GoalDraft.titled(town.level(3), "Läsning varje dag"));
        assertThat(opened.decidedBy()).as("of the edition that holds").isEqualTo("Nämnden");
        assertThat(opened.proposedBy()).isNull();
        Plan second = town.adopted(town.schoolPrincipal, opened);

        assertThat(second.edition()).isEqualTo(2);
        assertThat(second.correction()).isEqualTo("Fel ord");
        assertThat(town.planning.editions().of(town.schoolReader, draft.id()))
                .extracting(PlanEdition::number, PlanEdition::correction, PlanEdition::adoptedOn, PlanEdition::recordedBy)
                .containsExactly(
                        tuple(
                                2, "Fel ord", LocalDate.parse("2026-02-22"), "Helena Chef"),
                        tuple(1, "", LocalDate.parse("2026-02-02"), "Helena Chef"));
        assertThat(town.planning.editions().content(town.schoolReader, draft.id(), 1))
                .isEqualTo(kept)
                .contains("\"title\":\"Läsning\"", "\"state\":\"ADOPTED\"");
        assertThat(town.planning.editions().of(town.schoolReader, draft.id()).get(1).sha256())
                .isEqualTo(Checksums.sha256(kept.getBytes(StandardCharsets.UTF_8)));
        assertThat(town.planning.editions().content(town.schoolReader, draft.id(), 2)).contains("Läsning varje dag");
        assertThatThrownBy(() -> town.planning.editions().content(town.schoolReader, draft.id(), 3))
                .isInstanceOf(NotFound.class);
    }

    @Test
    void aProposalWaitsForTheHeadOrWhereThereIsNoneForTheAdministrator() {
        appoint(town.head, Role.HEAD, Municipality.ADMINISTRATION);
        Plan school = states.propose(town.schoolPrincipal, draft.id(), 1, "");
        Plan whole = town.plan(town.administrator, Municipality.ROOT, "2026");
        Plan top = states.propose(town.administrator, whole.id(), 1, "");

        assertThat(states.awaiting(town.head, 10)).extracting(PlanRow::plan).containsExactly(school);
        assertThat(states.awaiting(town.administrator, 10)).extracting(PlanRow::plan).containsExactly(top);
        assertThat(states.awaiting(town.schoolPrincipal, 10)).isEmpty();
        town.database.write(() -> town.database.jdbi().useHandle(handle -> handle.execute("delete from assignment")));
        assertThat(states.awaiting(town.administrator, 10)).extracting(PlanRow::plan).containsExactlyInAnyOrder(school, top);
        assertThat(states.adopt(town.administrator, school.id(), 2, town.decision()).state()).isEqualTo(State.ADOPTED);
    }

    private void appoint(CurrentUser user, Role role, long unit) {
        town.database.write(() -> town.database.jdbi().useHandle(handle -> handle.execute(
                "insert into assignment (person_id, role, unit_id, version) values (?, ?, ?, 1)",
                user.userId(),
                role.name(),
                unit)));
    }
}
