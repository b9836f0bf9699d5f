package se.samsyn.core.mail;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.component.VEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import se.samsyn.api.document.Document;
import se.samsyn.api.document.Document.Paragraph;
import se.samsyn.core.TestSamsyn;
import se.samsyn.core.calendar.CalendarDate;
import se.samsyn.core.people.User;

/** What a letter is when it arrives at a real mail server. */
class LetterTest {

    @RegisterExtension
    final TestMail mail = new TestMail();

    @Test
    void aLetterArrivesAsTextAndHtmlFromTheMunicipality() throws Exception {
        TestSamsyn samsyn = mail.start();
        User asa = TestMail.person(samsyn.app(), "asa", "Åsa Öberg", "asa@example.se");

        TestMail.send(samsyn.app(), TestMail.BODY, null, asa);
        mail.awaitStates("SENT");

        MimeMessage message = mail.only();
        assertThat(message.getSubject()).isEqualTo("Kallelse till rektorsmöte på Ånäset");
        InternetAddress from = (InternetAddress) message.getFrom()[0];
        assertThat(from.getAddress()).isEqualTo("samsyn@testkoping.se");
        assertThat(from.getPersonal()).isEqualTo("Testköping");
        InternetAddress to = (InternetAddress) message.getAllRecipients()[0];
        assertThat(to.getAddress()).isEqualTo("asa@example.se");
        assertThat(to.getPersonal()).isEqualTo("Åsa Öberg");
        assertThat(message.getHeader("Auto-Submitted", null)).isEqualTo("auto-generated");
        assertThat(TestMail.part(message, "text/plain"))
                .contains("Välkommen på torsdag.\nTa med årets åtgärder.", "https://samsyn.example/modules/meetings/1");
        assertThat(TestMail.part(message, "text/html")).contains("årets åtgärder", "lang=\"sv\"");
        assertThat(samsyn.rows("select body, html, address from mail"))
                .allSatisfy(row -> assertThat(row)
                        .containsEntry("body", null)
                        .containsEntry("html", null)
                        .containsEntry("address", "asa@example.se"));
    }

    @Test
    void oddNamesAndSubjectsSmuggleNothingIn() throws Exception {
        TestSamsyn samsyn = mail.start();
        User odd = TestMail.person(samsyn.app(), "odd", "Åsa \"Q\" <x@y.se>, Öberg; (å)", "odd@example.se");
        String subject = "Möte\r\nBcc: spion@example.se\r\n\r\nHej " + "å".repeat(300);

        TestMail.send(samsyn.app(), new Document(subject, Locale.ENGLISH, List.of(new Paragraph("a\u0000\r\n.\r\nb"))), null, odd);
        mail.awaitStates("SENT");

        MimeMessage message = mail.only();
        assertThat(message.getAllRecipients()).hasSize(1);
        assertThat(message.getHeader("Bcc")).isNull();
        assertThat(message.getSubject()).startsWith("Möte Bcc: spion@example.se Hej ååå").hasSize(200);
        assertThat(((InternetAddress) message.getAllRecipients()[0]).getPersonal())
                .isEqualTo("Åsa \"Q\" <x@y.se>, Öberg; (å)");
        assertThat(TestMail.part(message, "text/plain")).isEqualTo("a\n.\nb\n");
        assertThat(MimeUtility.decodeText(message.getHeader("Subject", null))).doesNotContain("\n");
    }

    @Test
    void anInvitationIsReadByAnotherCalendarProgram() throws Exception {
        TestSamsyn samsyn = mail.start();
        User asa = TestMail.person(samsyn.app(), "asa", "Åsa Öberg", "asa@example.se");
        Instant begins = Instant.parse("2026-12-03T08:00:00Z");
        CalendarDate meeting = new CalendarDate(
                "meetings", "meeting-1", 2, "Rektorsmöte; åäö, \"nytt\"", "Ta med\nårets åtgärder", "Ånäset, sal 2", begins,
                begins.plus(Duration.ofHours(2)), false, "/modules/meetings/1", false);

        TestMail.send(samsyn.app(), TestMail.BODY, meeting, asa);
        mail.awaitStates("SENT");

        Calendar read = read(TestMail.part(mail.only(), "text/calendar"));
        assertThat(read.validate(true).getEntries()).isEmpty();
        assertThat(read.getMethod().getValue()).isEqualTo("REQUEST");
        VEvent event = read.<VEvent>getComponents("VEVENT").get(0);
        assertThat(event.getSummary().getValue()).isEqualTo("Rektorsmöte; åäö, \"nytt\"");
        assertThat(event.getLocation().getValue()).isEqualTo("Ånäset, sal 2");
        assertThat(event.getDescription().getValue())
                .isEqualTo("Ta med\nårets åtgärder\n\nhttps://samsyn.example/modules/meetings/1");
        assertThat(Instant.from(event.getDateTimeStart().getDate())).isEqualTo(begins);
        assertThat(event.getSequence().getSequenceNo()).isEqualTo(2);
        assertThat(event.getAttendees()).hasSize(1);
        assertThat(event.getAttendees().get(0).getCalAddress()).hasToString("mailto:asa@example.se");
        assertThat(event.getAttendees().get(0).getParameters("ROLE")).hasToString("[ROLE=REQ-PARTICIPANT]");
        assertThat(event.getAttendees().get(0).getParameters("RSVP"))
                .as("nobody reads what comes to the address that it is from")
                .hasToString("[RSVP=FALSE]");
        assertThat(event.getOrganizer().getCalAddress()).hasToString("mailto:samsyn@testkoping.se");
        String uid = event.getUid().orElseThrow().getValue();

        CalendarDate off = new CalendarDate(
                "meetings", "meeting-1", 3, "Rektorsmöte", "", "", begins, begins.plus(Duration.ofHours(2)), false, "/modules/meetings/1", true);
        TestMail.send(samsyn.app(), TestMail.BODY, off, asa);
        mail.awaitStates("SENT SENT");
        Calendar cancelled = read(TestMail.part(mail.server().getReceivedMessages()[1], "text/calendar"));
        assertThat(cancelled.validate(true).getEntries()).isEmpty();
        assertThat(cancelled.getMethod().getValue()).isEqualTo("CANCEL");
        VEvent gone = cancelled.<VEvent>getComponents("VEVENT").get(0);
        assertThat(gone.getUid().orElseThrow().getValue()).isEqualTo(uid);
        assertThat(gone.getStatus().getValue()).isEqualTo("CANCELLED");
    }

    private static Calendar read(String ical) throws Exception {
        return new CalendarBuilder().build(new StringReader(ical));
    }
}
