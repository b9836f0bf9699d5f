package se.samsyn.core.imports;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.web.Request;
import se.samsyn.core.access.Ids;
import se.samsyn.core.imports.format.Rows.Offer;
import se.samsyn.core.organisation.Unit;
import se.samsyn.core.web.Form;

/** What the page shows of an import that waits, or has been gone through with. */
final class PreviewModel {

    private static final int PAGE = 50;
    /** More codes of unknown municipality than this nobody reads; their rows say the same. */
    private static final int MOST_UNKNOWN = 200;
    private static final String ALL = "all";

    private PreviewModel() {}

    /** A choice of rows to show. */
    public record Tab(String label, String href, boolean current, long count) {}

    /** A row as it is shown. */
    public record Row(String place, String what, String state, String why, List<Change> changes) {}

    /** A field that gets another value. */
    public record Change(String field, String before, String after) {}

    /** A unit that could be made. */
    public record Choice(String code, @Nullable String name, String label, boolean independent) {}

    static Map<String, Object> of(String id, Staging staging, ImportTypes types, Form form, Request request) {
        WaitingImport waiting = WaitingImport.of(staging);
        Counts counts = staging.counts();
        RowState filter = filter(request.query("state"));
        long total = filter == null ? counts.total() : counts.of(filter);
        int page = page(request.query("page"), total);
        String address = "/imports/" + id;
        boolean oneFile = waiting.files().size() == 1;
        Map<String, Object> model = new HashMap<>();
        model.put("id", id);
        model.put("type", waiting.type());
        model.put("title", types.of(waiting.type())
                .map(type -> type.wording().title(request::text, request.locale()))
                .orElse(waiting.type()));
        model.put("saved", waiting.saved());
        model.put("files", waiting.files().stream().map(file -> file.name()).toList());
        model.put("counts", counts);
        model.put("tabs", tabs(address, counts, filter, request));
        model.put("rows", staging.rows(filter, (page - 1) * PAGE, PAGE).stream()
                .map(row -> row(row, oneFile, request))
                .toList());
        model.put("form", form);
        model.put("notes", notes(staging, false, request));
        model.put("doubts", notes(staging, true, request));
        model.put("previous", page > 1 ? link(address, filter, page - 1) : "");
        model.put("next", (long) page * PAGE < total ? link(address, filter, page + 1) : "");
        model.put("shown", total == 0 ? "" : request.text(
                "web.pages.shown", (page - 1) * PAGE + 1, Math.min(total, (long) page * PAGE), total));
        List<Offer> offers = waiting.saved() ? List.of() : staging.offers();
        model.put("offers", choices(offers, true, offers.size()));
        model.put("unknown", choices(offers, false, MOST_UNKNOWN));
        model.put("unknowns", offers.stream().filter(offer -> !offer.ours()).count());
        return model;
    }

    private static List<String> notes(Staging staging, boolean doubt, Request request) {
        return staging.notes().stream()
                .filter(note -> note.doubt() == doubt)
                .map(note -> request.text(note.key(), note.arguments().toArray()))
                .toList();
    }

    private static @Nullable RowState filter(@Nullable String text) {
        for (RowState state : RowState.values()) {
            if (state.code().equals(text)) {
                return state;
            }
        }
        return null;
    }

    private static int page(@Nullable String text, long total) {
        OptionalLong asked = Ids.parse(text);
        long last = Math.max(1, (total + PAGE - 1) / PAGE);
        return (int) Math.min(asked.orElse(1), last);
    }

    private static String link(String address, @Nullable RowState filter, int page) {
        return address + "?state=" + (filter == null ? ALL : filter.code()) + "&page=" + page;
    }

    private static List<Tab> tabs(String address, Counts counts, @Nullable RowState current, Request request) {
        List<Tab> tabs = new ArrayList<>();
        tabs.add(new Tab(request.text("imports.filter.all"), address + "?state=" + ALL, current == null, counts.total()));
        for (RowState state : RowState.values()) {
            tabs.add(new Tab(
                    request.text("imports.count." + state.code()),
                    address + "?state=" + state.code(),
                    state == current,
                    counts.of(state)));
        }
        return tabs;
    }

    private static Row row(StagedRow row, boolean oneFile, Request request) {
        String line = String.valueOf(row.line());
        String place = row.line() == 0
                ? row.file()
                : oneFile ? request.text("imports.place.only", line) : request.text("imports.place.line", row.file(), line);
        String state = row.state() == RowState.CREATED
                ? "NEW"
                : row.state() == null ? "" : row.state().name();
        List<Change> changes = row.changes().stream()
                .map(change -> new Change(
                        request.text("imports.field." + change.field()), change.before(), change.after()))
                .toList();
        String why = row.reason() != null
                ? request.text(row.reason(), row.arguments().toArray())
                : row.state() == RowState.CREATED || row.state() == RowState.UNCHANGED
                        ? request.text("imports.why." + row.state().code())
                        : "";
        return new Row(place, row.what(), state, why, changes);
    }

    private static List<Choice> choices(List<Offer> offers, boolean ours, int most) {
        return offers.stream()
                .filter(offer -> offer.ours() == ours)
                .limit(most)
                .map(offer -> new Choice(
                        offer.code(),
                        offer.name(),
                        offer.name() == null ? offer.code() : offer.name() + " (" + offer.code() + ")",
                        offer.standing() == Unit.Standing.INDEPENDENT))
                .toList();
    }
}
