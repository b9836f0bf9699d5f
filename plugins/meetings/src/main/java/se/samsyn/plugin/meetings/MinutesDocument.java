package se.samsyn.plugin.meetings;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import se.samsyn.api.Texts;
import se.samsyn.api.document.Document;
import se.samsyn.api.subject.SubjectCard;
import se.samsyn.api.web.Request;

/** Minutes as a document, in the language of the one who asks. */
final class MinutesDocument {

    private MinutesDocument() {}

    /**
     * @param signed the signatures so far; while some are missing the title says that the minutes are not attested
     * @param attested whether all have signed
     */
    static Document of(Request request, Minutes minutes, List<Attestation> signed, boolean attested) {
        List<Document.Block> blocks = new ArrayList<>();
        if (!attested) {
            blocks.add(new Document.Paragraph(request.text("minutes.unattested.text")));
        }
        blocks.add(new Document.Facts(facts(request, minutes)));
        // Several items may be about the same: how it stood is said once.
        Set<SubjectCard> shown = new HashSet<>();
        for (Minutes.Point point : minutes.points()) {
            point(request, point, shown, blocks);
        }
        if (!signed.isEmpty()) {
            signatures(request, minutes, signed, blocks);
        }
        String day = Times.shortDay(Times.day(minutes.startsAt()), request.locale());
        return new Document(title(request, minutes).replace(day, day.replace(' ', '\u00a0')), request.locale(), blocks);
    }

    static String title(Texts texts, Minutes minutes) {
        return texts.text(
                "minutes.document.title",
                minutes.series(),
                Times.shortDay(Times.day(minutes.startsAt()), texts.locale()));
    }

    private static List<Document.Fact> facts(Request request, Minutes minutes) {
        List<Document.Fact> facts = new ArrayList<>();
        Views.When when = Views.when(request, minutes.startsAt(), minutes.endsAt());
        facts.add(new Document.Fact(
                request.text("minutes.when"), when.day() + ", " + request.text("when.time", when.from(), when.to())));
        fact(facts, request.text("minutes.place"), minutes.place());
        fact(facts, request.text("minutes.unit"), minutes.unit());
        fact(facts, request.text("presence.present"), people(request, minutes, true));
        fact(facts, request.text("presence.absent"), people(request, minutes, false));
        fact(facts, request.text("presence.unknown"), people(request, minutes, null));
        return facts;
    }

    private static void fact(List<Document.Fact> facts, String label, String value) {
        if (!value.isEmpty()) {
            facts.add(new Document.Fact(label, value));
        }
    }

    private static String people(Request request, Minutes minutes, Boolean present) {
        return minutes.people().stream()
                .filter(person -> Objects.equals(person.present(), present))
                .map(person -> person.role().equals(Member.Role.MEMBER.name())
                        ? person.name()
                        : person.name() + " (" + request.text("role." + person.role()).toLowerCase(request.locale()) + ")")
                .collect(Collectors.joining(", "));
    }

    private static void point(
            Request request, Minutes.Point point, Set<SubjectCard> shown, List<Document.Block> blocks) {
        String state = point.state().equals(Item.State.POSTPONED.name())
                ? " (" + request.text("item.state.POSTPONED").toLowerCase(request.locale()) + ")"
                : "";
        blocks.add(new Document.Heading(2, point.number() + ". " + point.title() + state));
        subject(request, point, shown, blocks);
        if (!point.files().isEmpty()) {
            blocks.add(new Document.Paragraph(request.text("minutes.files", String.join(", ", point.files()))));
        }
        if (!point.note().isEmpty()) {
            blocks.add(new Document.Paragraph(point.note()));
        }
        if (!point.decisions().isEmpty()) {
            blocks.add(new Document.Heading(3, request.text("decisions.title")));
            blocks.add(new Document.Bullets(point.decisions()));
        }
        if (!point.actions().isEmpty()) {
            blocks.add(new Document.Heading(3, request.text("actions.title")));
            blocks.add(new Document.Bullets(
                    point.actions().stream().map(promise -> promise(request, promise)).toList()));
        }
        if (point.empty()) {
            blocks.add(new Document.Paragraph(request.text("minutes.nothing")));
        }
    }

    /** What the item was about, with its figures of then. */
    private static void subject(
            Request request, Minutes.Point point, Set<SubjectCard> shown, List<Document.Block> blocks) {
        SubjectCard card = point.subject(request.locale());
        if (card == null || !shown.add(card)) {
            return;
        }
        List<Document.Fact> facts = new ArrayList<>();
        facts.add(new Document.Fact(card.kind(), card.where().isEmpty() ? card.title() : card.title() + " (" + card.where() + ")"));
        fact(facts, request.text("minutes.status"), card.statusText());
        card.facts().forEach(one -> fact(facts, one.label(), one.value()));
        if (point.subjectAt() != null) {
            facts.add(new Document.Fact(
                    request.text("minutes.asof"), Times.shortDay(point.subjectAt(), request.locale())));
        }
        blocks.add(new Document.Facts(facts));
    }

    /** As 'Boka lokal. Anna Berg, senast 4 dec 2026'. */
    static String promise(Texts texts, Minutes.Promise promise) {
        String owner = promise.owner().isEmpty() ? texts.text("action.owner.none") : promise.owner();
        return promise.due() == null
                ? texts.text("minutes.promise", promise.text(), owner)
                : texts.text(
                        "minutes.promise.due",
                        promise.text(),
                        owner,
                        Times.shortDay(promise.due(), texts.locale()));
    }

    private static void signatures(
            Request request, Minutes minutes, List<Attestation> signed, List<Document.Block> blocks) {
        Map<String, String> names = Views.names(request, signed.stream().map(Attestation::personId).toList());
        blocks.add(new Document.Heading(2, request.text("signing.title")));
        List<String> lines = new ArrayList<>(signed.stream()
                .map(one -> request.text(
                        "signing.line",
                        Views.who(names, one.personId(), request).name(),
                        request.text("role." + one.role()).toLowerCase(request.locale()),
                        Views.moment(request, one.at())))
                .toList());
        // On the same page as the last signature.
        lines.add(request.text("signing.digest", signed.get(0).digest()));
        blocks.add(new Document.Bullets(lines));
    }
}
