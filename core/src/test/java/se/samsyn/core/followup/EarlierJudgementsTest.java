package se.samsyn.core.followup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.samsyn.core.measuring.Status;
import se.samsyn.core.web.Rejection;

/** What was handed in before, and carrying it over. */
class EarlierJudgementsTest {

    private FollowUpFixture fixture;
    private AssessmentService assessments;

    @BeforeEach
    void open() {
        fixture = new FollowUpFixture();
        assessments = fixture.module.assessments();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void unchangedCarriesTheLastHandedInJudgementOver() {
        Cycle spring = fixture.openCycle("2026/27", "HT2026", LocalDate.of(2026, 10, 1));
        Assessment first = fixture.goals(spring).get(0).assessment();
        assertThatThrownBy(() -> assessments.unchanged(fixture.principal, first.id(), 0)).isInstanceOf(Rejection.class);
        fixture.handIn(fixture.principal, fixture.followUpOf(spring), Status.AT_RISK);

        Cycle later = fixture.openCycle("2026/27", "VT2027", LocalDate.of(2027, 3, 1));
        Assessment carried = assessments.unchanged(fixture.principal, fixture.goals(later).get(0).assessment().id(), 0);
        assertThat(carried.status()).isEqualTo(Status.AT_RISK);
        assertThat(carried.comment()).isEqualTo("Kommentar till Alla elever läser med flyt");
        assertThat(carried.unchanged()).isTrue();
        assertThat(carried.trend()).isNull();
        assertThat(carried.authorId()).isEqualTo(fixture.principal.userId());
        assertThat(carried.assessedAt()).isEqualTo(now());
    }

    @Test
    void unchangedNeverTakesALaterFollowUpsJudgement() {
        Cycle autumn = fixture.openAutumn();
        Cycle spring = fixture.openCycle("2026/27", "VT2027", LocalDate.of(2027, 3, 1));
        fixture.handIn(fixture.principal, fixture.followUpOf(spring), Status.REACHED);
        Assessment first = fixture.goals(autumn).get(0).assessment();
        assertThatThrownBy(() -> assessments.unchanged(fixture.principal, first.id(), 0)).isInstanceOf(Rejection.class);
        assertThat(assessments.lastHandedIn(List.of(fixture.reading), fixture.followUpOf(autumn).id())).isEmpty();
        assertThat(assessments.lastHandedIn(List.of(fixture.reading))).containsKey(fixture.reading);
    }

    @Test
    void aFollowUpThatIsDueTheSameDayIsNotBefore() {
        Cycle autumn = fixture.openAutumn();
        Cycle same = fixture.openCycle("2026/27", "VT2027", autumn.due());
        fixture.handIn(fixture.principal, fixture.followUpOf(same), Status.REACHED);
        assertThat(assessments.lastHandedIn(List.of(fixture.reading), fixture.followUpOf(autumn).id())).isEmpty();
    }

    private Instant now() {
        return fixture.samsyn.clock().instant();
    }
}
