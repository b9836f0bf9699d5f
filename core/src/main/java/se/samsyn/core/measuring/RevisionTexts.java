package se.samsyn.core.measuring;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.web.Request;
import se.samsyn.core.access.Initials;
import se.samsyn.core.change.HistoryItem;
import se.samsyn.core.database.Times;

/** What figures have been, in words. */
final class RevisionTexts {

    private RevisionTexts() {}

    /** One item for each time that figures were saved, newest first, with a field for each figure. */
    static List<HistoryItem> of(Indicator indicator, List<Revision> revisions, Request request) {
        Map<Saved, List<HistoryItem.Field>> saved = new LinkedHashMap<>();
        for (Revision revision : revisions) {
            saved.computeIfAbsent(Saved.of(revision), s -> new ArrayList<>())
                    .add(new HistoryItem.Field(
                            label(revision.after(), request),
                            text(indicator, revision.before(), request),
                            text(indicator, revision.after(), request)));
        }
        return saved.entrySet().stream()
                .map(entry -> item(entry.getKey(), entry.getValue(), request))
                .toList();
    }

    /** One time that someone saved. */
    private record Saved(Instant at, @Nullable String who, @Nullable String forWhom, String origin) {

        static Saved of(Revision revision) {
            return new Saved(revision.at(), revision.who(), revision.forWhom(), revision.origin());
        }
    }

    private static HistoryItem item(Saved saved, List<HistoryItem.Field> fields, Request request) {
        boolean named = saved.origin().equals("import") || saved.origin().equals("cli");
        String name = saved.who() != null
                ? saved.who()
                : request.text("change.origin." + (named ? saved.origin() : "system"));
        return new HistoryItem(
                saved.forWhom() == null ? name : request.text("change.for", name, saved.forWhom()),
                Initials.of(name),
                saved.at(),
                request.text("measuring.revision"),
                fields,
                null,
                null,
                Times.text(saved.at()));
    }

    private static String label(Measurement figure, Request request) {
        String what = request.text("measuring.kind." + figure.kind()) + " " + figure.period();
        return figure.gender() == Measurement.Gender.T
                ? what
                : what + ", " + request.text("measuring.line." + (figure.gender() == Measurement.Gender.K ? "WOMEN" : "MEN"));
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
