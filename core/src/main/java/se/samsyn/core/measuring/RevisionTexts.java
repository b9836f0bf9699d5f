package se.samsyn.core.measuring;

import java.util.List;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.web.Request;
import se.samsyn.core.access.Initials;
import se.samsyn.core.change.HistoryItem;
import se.samsyn.core.database.Times;

/** What figures have been, in words. */
final class RevisionTexts {

    private RevisionTexts() {}

    static List<HistoryItem> of(Indicator indicator, List<Revision> revisions, Request request) {
        return revisions.stream().map(revision -> item(indicator, revision, request)).toList();
    }

    private static HistoryItem item(Indicator indicator, Revision revision, Request request) {
        Measurement after = revision.after();
        String name = revision.who() != null
                ? revision.who()
                : request.text("change.origin." + (revision.origin().equals("import") || revision.origin().equals("cli")
                        ? revision.origin()
                        : "system"));
        String what = request.text(
                "measuring.revision",
                request.text("measuring.kind." + after.kind()),
                after.period().text(),
                after.gender() == Measurement.Gender.T ? "" : " " + request.text("measuring.gender." + after.gender()));
        return new HistoryItem(
                revision.forWhom() == null ? name : request.text("change.for", name, revision.forWhom()),
                Initials.of(name),
                revision.at(),
                what,
                List.of(new HistoryItem.Field(
                        request.text("measuring.value"),
                        text(indicator, revision.before(), request),
                        text(indicator, after, request))),
                null,
                null,
                Times.text(revision.at()));
    }

    private static @Nullable String text(Indicator indicator, @Nullable Measurement measurement, Request request) {
        if (measurement == null) {
            return null;
        }
        Double value = measurement.value();
        String state = request.text("measuring.state." + measurement.state());
        if (value == null) {
            return state;
        }
        String text = ShownFigure.text(indicator, value, request.locale());
        return measurement.state() == Measurement.State.ROUNDED ? request.text("web.value.about", text) : text;
    }
}
