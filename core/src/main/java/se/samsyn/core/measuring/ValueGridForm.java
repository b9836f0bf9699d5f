package se.samsyn.core.measuring;

import static se.samsyn.core.access.CorePermissions.MEASUREMENT_EDIT;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.web.Request;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.access.Grant;
import se.samsyn.core.access.Ids;
import se.samsyn.core.measuring.MeasurementBatch.Problem;
import se.samsyn.core.measuring.MeasurementBatch.Wanted;
import se.samsyn.core.measuring.ValueGrid.Theirs;
import se.samsyn.core.web.Form;
import se.samsyn.core.web.HttpRequest;
import se.samsyn.core.web.Rejection;

/**
 * The cells of a {@link ValueGrid} as they were sent. A field comes with the revision that was seen and what stood in it
 * ({@code was.<name>}); where someone else saved meanwhile, with what the person chose ({@code pick.<name>}).
 */
final class ValueGridForm {

    /** More cells than a page of any grid has. */
    private static final int MOST = 3_000;

    private static final String THEIRS = "theirs";

    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Map<String, TypedFigure> read = new LinkedHashMap<>();
    private final Map<String, String> errors = new LinkedHashMap<>();
    private final Map<String, Theirs> theirs = new HashMap<>();
    private final List<Wanted> wanted = new ArrayList<>();

    private ValueGridForm() {}

    /** A cell as it was sent. */
    record Entry(GridKey key, String typed, int revision, String stood, String pick) {

        static Entry of(GridKey key, Form form) {
            String was = form.value("was." + key.name());
            int colon = was.indexOf(':');
            return new Entry(
                    key,
                    form.value(key.name()),
                    (int) Ids.parse(was.substring(0, Math.max(0, colon))).orElse(0),
                    was.substring(colon + 1).strip(),
                    form.value("pick." + key.name()));
        }

        boolean changed() {
            return !pick.equals(THEIRS) && !typed.equals(stood);
        }

        /** What the person saw last: what someone else saved, once they have chosen to save over it. */
        int base() {
            return (int) Ids.parse(pick).orElse(revision);
        }
    }

    /**
     * @throws se.samsyn.core.access.AccessDenied when a cell that was changed is of a unit where the person may not
     */
    static ValueGridForm of(Request request, Period period, IndicatorRepository indicators) {
        ValueGridForm sent = new ValueGridForm();
        Form form = Form.of(request);
        request.form().keySet().stream()
                .flatMap(name -> GridKey.parse(name).stream())
                .limit(MOST)
                .forEach(key -> sent.entries.put(key.name(), Entry.of(key, form)));
        List<Entry> changed = sent.entries.values().stream().filter(Entry::changed).toList();
        Map<Long, Indicator> known = indicators.findAll(
                changed.stream().map(e -> e.key().indicatorId()).distinct().toList());
        CurrentUser user = HttpRequest.user(request);
        Map<Long, Grant> grants = new HashMap<>();
        for (Entry entry : changed) {
            Grant grant = grants.computeIfAbsent(entry.key().unitId(), unit -> user.require(MEASUREMENT_EDIT, unit));
            Indicator indicator = known.get(entry.key().indicatorId());
            if (indicator != null) {
                sent.read(request, entry, indicator, period, grant);
            }
        }
        return sent;
    }

    private void read(Request request, Entry entry, Indicator indicator, Period period, Grant grant) {
        try {
            TypedFigure typed = TypedFigure.read(indicator, entry.key().kind(), entry.typed());
            read.put(entry.key().name(), typed);
            wanted.add(new Wanted(grant, entry.key().figure(period, typed), entry.base()));
        } catch (Rejection rejection) {
            reject(request, entry.key().name(), rejection);
        }
    }

    List<Wanted> wanted() {
        return wanted;
    }

    boolean valid() {
        return errors.isEmpty();
    }

    /** Whether what is wrong is, or is also, that someone else saved meanwhile. */
    boolean overtaken() {
        return !theirs.isEmpty();
    }

    /** What is wrong at each cell, by the name of its field. */
    Map<String, String> errors() {
        return errors;
    }

    /** What the cells that were changed were read as, by the name of the field. */
    Map<String, TypedFigure> read() {
        return read;
    }

    @Nullable Entry entry(GridKey key) {
        return entries.get(key.name());
    }

    @Nullable Theirs theirs(GridKey key) {
        return theirs.get(key.name());
    }

    /** Marks the cells. */
    void reject(Request request, List<Problem> problems, MeasurementService measurements) {
        Map<Long, String> savers = savers(request, problems, measurements);
        for (Problem problem : problems) {
            String name = GridKey.of(problem.wanted().figure()).name();
            Measurement saved = problem.theirs();
            if (problem.rejection() != null) {
                reject(request, name, problem.rejection());
            } else {
                String who = saved == null ? "" : savers.getOrDefault(saved.id(), "");
                String text = TypedFigure.text(saved, request.locale());
                errors.put(name, request.text("measuring.grid.overtaken", who, text.isEmpty() ? "–" : text));
                theirs.put(name, new Theirs(text, who, saved == null ? 0 : saved.revision()));
            }
        }
    }

    private void reject(Request request, String name, Rejection rejection) {
        errors.put(name, rejection.in(request::text).getMessage());
    }

    /** Who saved what stands against what was typed. */
    private static Map<Long, String> savers(Request request, List<Problem> problems, MeasurementService measurements) {
        List<Measurement> overtaking = new ArrayList<>();
        for (Problem problem : problems) {
            Measurement saved = problem.theirs();
            if (problem.rejection() == null && saved != null) {
                overtaking.add(saved);
            }
        }
        Map<Long, String> savers = new HashMap<>();
        for (Revision revision : measurements.revisions(overtaking, MOST)) {
            String who = revision.who();
            savers.putIfAbsent(revision.after().id(), who == null ? request.text("change.origin.system") : who);
        }
        return savers;
    }
}
