package se.samsyn.plugin.meetings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class MeetingDetailsTest {

    private static final MeetingRepository.Details FIRST = new MeetingRepository.Details(
            Instant.parse("2027-03-18T08:00:00Z"), Instant.parse("2027-03-18T09:30:00Z"), "Rum 3");

    @Test
    void aRepeatedMeetingKeepsItsTimeOfDayWhenSummerTimeBegins() {
        List<MeetingRepository.Details> all = MeetingDetails.repeated(FIRST, 2, 2);
        assertThat(all.get(1).startsAt()).isEqualTo("2027-04-01T07:00:00Z");
        assertThat(all.get(1).endsAt()).isEqualTo("2027-04-01T08:30:00Z");
        assertThat(all.get(1).place()).isEqualTo("Rum 3");
    }

    @Test
    void oneThatIsNotRepeatedIsHeldOnce() {
        assertThat(MeetingDetails.repeated(FIRST, 0, 10)).containsExactly(FIRST);
    }

    @Test
    void theTimeProposedToWhoeverEndsAMeetingIsOneThatItCanHaveBeenHeld() {
        String day = "2027-03-18T08:00:00Z";
        assertThat(proposed("2027-03-18T08:05:00Z", day, 60, "2027-03-18T08:50:00Z")).isEqualTo("2027-03-18 09:05-09:50");
        assertThat(proposed("2027-03-17T12:00:00Z", day, 60, "2027-03-18T12:00:00Z"))
                .as("forgotten the day before").isEqualTo("2027-03-17 13:00-14:00");
        assertThat(proposed("2027-03-17T22:30:00Z", day, 60, "2027-03-18T12:00:00Z"))
                .as("it was not planned over midnight").isEqualTo("2027-03-18 09:00-10:00");
        assertThat(proposed("2027-03-15T22:30:00Z", day, 60, "2027-03-16T12:00:00Z"))
                .as("and cannot have been held tomorrow").isEqualTo("2027-03-16 09:00-10:00");
        String night = "2027-03-18T21:00:00Z";
        assertThat(proposed("2027-03-18T21:10:00Z", night, 180, "2027-03-18T23:30:00Z")).isEqualTo("2027-03-18 22:10-00:30");
        assertThat(proposed("2027-03-18T09:00:00Z", night, 180, "2027-03-19T10:00:00Z"))
                .as("nothing goes on for a day").isEqualTo("2027-03-18 22:00-01:00");
    }

    private static String proposed(String began, String starts, int minutes, String now) {
        Instant from = Instant.parse(starts);
        Meeting meeting = new Meeting(
                1, 1, from, from.plusSeconds(minutes * 60L), "", Meeting.State.ONGOING, false, "", null, Instant.parse(began), null, 1, 0);
        HeldTime.Proposed proposed = HeldTime.proposed(meeting, Instant.parse(now));
        return proposed.day() + " " + proposed.from() + "-" + proposed.to();
    }

    @Test
    void timesAreWrittenAsPeopleReadThem() {
        assertThat(Times.clock(FIRST.startsAt(), Locale.forLanguageTag("sv"))).isEqualTo("09.00");
        assertThat(Times.clock(FIRST.startsAt(), Locale.ENGLISH)).isEqualTo("09:00");
        assertThat(Times.longDay(Times.day(FIRST.startsAt()), Locale.forLanguageTag("sv"))).isEqualTo("torsdag 18 mars 2027");
        assertThat(Times.shortDay(Times.day(FIRST.startsAt()), Locale.forLanguageTag("sv"))).isEqualTo("18 mars 2027");
        assertThat(Times.text(Instant.parse("2027-03-18T08:00:00Z"))).isEqualTo("2027-03-18T08:00:00.000Z");
    }

    @Test
    void twoTextsAreKeptInTheOrderTheyWereSaved() {
        assertThat(Conflict.Resolution.BOTH.of("Mitt", "Deras")).isEqualTo("Deras\n\nMitt");
        assertThat(Conflict.Resolution.MINE.of("Mitt", "Deras")).isEqualTo("Mitt");
        assertThat(Conflict.Resolution.BOTH.of("Mitt", "")).isEqualTo("Mitt");
        assertThat(Conflict.Resolution.BOTH.of("", "Deras")).isEqualTo("Deras");
    }

    @Test
    void whatTwoTextsBeginWithAlikeIsKeptOnce() {
        Conflict.Resolution both = Conflict.Resolution.BOTH;
        assertThat(both.of("Vi börjar. Mitt.", "Vi börjar. Deras.")).isEqualTo("Vi börjar. Deras.\n\nMitt.");
        assertThat(both.of("Rad ett\nmitt", "Rad ett\nderas")).isEqualTo("Rad ett\nderas\n\nmitt");
        assertThat(both.of("Vi börjar nio.", "Vi börjar åtta.")).isEqualTo("Vi börjar åtta.\n\nVi börjar nio.");
        assertThat(both.of("Vi börjar. Mitt.", "Vi börjar.")).isEqualTo("Vi börjar. Mitt.");
        assertThat(both.of("Vi börjar.", "Vi börjar. Deras.")).isEqualTo("Vi börjar. Deras.");
    }

    @Test
    void initialsAreOfTheFirstAndTheLastName() {
        assertThat(Views.initials("Åsa Maria Öberg")).isEqualTo("ÅÖ");
        assertThat(Views.initials("Prince")).isEqualTo("P");
    }
}
