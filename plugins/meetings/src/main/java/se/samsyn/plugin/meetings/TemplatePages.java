package se.samsyn.plugin.meetings;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.web.FormView;
import se.samsyn.api.web.Request;
import se.samsyn.api.web.Response;

/** The agenda that each new meeting of a series begins with: one form with a row for each item. */
final class TemplatePages {

    private static final int MOST = 60;
    private static final int SPARE = 2;

    private final Store store;
    private final Finding finding;

    TemplatePages(Store store, Finding finding) {
        this.store = store;
        this.finding = finding;
    }

    Response show(Request request) {
        return finding.series(request, Insight.Level.LEADER, (r, sight) -> {
            List<TemplateItem> items = store.templates().of(sight.series().id());
            FormView form = FormView.of(Map.of()).put("seen", TemplateRepository.words(items));
            for (int i = 0; i < items.size(); i++) {
                form.put("title-" + i, items.get(i).title()).put("minutes-" + i, items.get(i).minutes());
                form.put("ground-" + i, items.get(i).ground());
            }
            return page(r, sight.series(), form, items.size() + SPARE);
        });
    }

    private static Response.Page page(Request request, Series series, FormView form, int rows) {
        List<Integer> numbers = new ArrayList<>();
        Map<String, String> labels = new HashMap<>();
        for (int i = 0; i < rows; i++) {
            numbers.add(i);
            labels.put("title-" + i, request.text("template.row.title", i + 1));
            labels.put("minutes-" + i, request.text("template.row.minutes", i + 1));
        }
        return Response.page(
                "meetings/template",
                Map.of(
                        "series", series,
                        "form", form,
                        "rows", numbers,
                        "labels", labels,
                        // The row that was moved keeps the focus, on the button that moved it.
                        "focus", String.valueOf(request.query("moved")),
                        "crumbs", List.of(Views.home(request), Views.of(series))));
    }

    Response save(Request request) {
        return finding.series(request, Insight.Level.LEADER, (r, sight) -> {
            Input input = Input.form(r);
            List<TemplateItem> items = new ArrayList<>();
            int rows = 0;
            for (int i = 0; i < MOST && input.has("title-" + i); i++) {
                rows = i + 1;
                String title = input.line("title-" + i, 200);
                int minutes = input.number("minutes-" + i, 0, 600, 0);
                if (title.isEmpty() && minutes > 0) {
                    input.reject("title-" + i, "input.required");
                }
                if (!title.isEmpty()) {
                    items.add(new TemplateItem(i, 0, title, minutes, TemplateItem.Ground.of(input.value("ground-" + i)), 0));
                }
            }
            Series series = sight.series();
            if (!input.valid()) {
                return page(r, series, FormView.of(r.form()).reject(input.errors()), rows).withStatus(422);
            }
            String moved = move(items, r.form("move"));
            String seen = input.typed("seen", Integer.MAX_VALUE);
            boolean saved = store.database().write(handle -> store.templates().replace(handle, series.id(), seen, items, r.caller().id()));
            if (!saved) {
                String now = TemplateRepository.words(store.templates().of(series.id()));
                FormView form = FormView.of(r.form()).put("seen", now);
                form.reject("", r.text("template.stale", now));
                return page(r, series, form, rows).withStatus(409);
            }
            return moved != null || "more".equals(r.form("action"))
                    ? Response.redirect(series.address() + "/template" + (moved == null ? "" : "?moved=" + moved))
                    : Response.redirect(series.address()).withNotice("template.saved");
        });
    }

    /** Moves the row that {@code up-3} or {@code down-3} names; the same of where it came to, or null when it names none. */
    private static @Nullable String move(List<TemplateItem> items, @Nullable String move) {
        if (move == null || !move.matches("(up|down)-[0-9]{1,2}")) {
            return null;
        }
        String way = move.substring(0, move.indexOf('-') + 1);
        int row = Integer.parseInt(move.substring(move.indexOf('-') + 1));
        for (int at = 0; at < items.size(); at++) {
            int to = move.startsWith("up") ? at - 1 : at + 1;
            if (items.get(at).id() == row && to >= 0 && to < items.size()) {
                items.add(to, items.remove(at));
                return way + to;
            }
        }
        return move;
    }
}
