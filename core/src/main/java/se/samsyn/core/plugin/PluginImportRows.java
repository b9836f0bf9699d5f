package se.samsyn.core.plugin;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.imports.ImportRows;
import se.samsyn.api.measuring.Figure;
import se.samsyn.core.imports.file.InputFile;
import se.samsyn.core.imports.file.InputFiles;
import se.samsyn.core.imports.file.Place;
import se.samsyn.core.imports.format.Item;
import se.samsyn.core.imports.format.Known;
import se.samsyn.core.imports.format.Rows;
import se.samsyn.core.measuring.Measurement.Gender;
import se.samsyn.core.measuring.Measurement.Kind;
import se.samsyn.core.measuring.Measurement.State;
import se.samsyn.core.measuring.Period;
import se.samsyn.core.web.Messages;
import se.samsyn.core.web.Rejection;

/** Takes what a plugin reads in a file, and says of each row that is no figure why. */
final class PluginImportRows implements ImportRows {

    private static final int MOST_ROWS = 1_000_000;
    private static final int LONGEST = 500;
    private static final String BY_ID = "id";
    private static final String BY_NAME = "name";

    private final InputFile file;
    private final Known known;
    private final Rows rows;
    private final Set<String> indicators;
    private final String source;
    private final Messages messages;
    private final Runnable step;
    private final Thread thread = Thread.currentThread();
    private @Nullable Rejection problem;
    private boolean done;
    private int count;

    /** @param step to be run at every row */
    PluginImportRows(
            InputFile file,
            Known known,
            Rows rows,
            Set<String> indicators,
            String source,
            Messages messages,
            Runnable step) {
        this.file = file;
        this.known = known;
        this.rows = rows;
        this.indicators = indicators;
        this.source = source;
        this.messages = messages;
        this.step = step;
    }

    @Override
    public void figure(int row, Figure figure) {
        take(row, () -> rows(row, figure));
    }

    @Override
    public void reject(int row, String what, String reason) {
        take(row, () -> rows.reject(place(row), shortened(what), "imports.reason.said", shortened(reason)));
    }

    @Override
    public String text(String key, Object... arguments) {
        return messages.text(known.locale(), key, arguments);
    }

    /**
     * The file has been read.
     *
     * @throws Rejection when it was too much, also when the plugin went on regardless
     */
    int done() {
        done = true;
        if (problem != null) {
            throw problem;
        }
        return count;
    }

    private void take(int row, Runnable work) {
        if (done || Thread.currentThread() != thread) {
            throw new IllegalStateException("Rows are told of while the file is read, on the thread that reads it");
        }
        try {
            count++;
            if (count > MOST_ROWS) {
                throw Rejection.of(InputFiles.FIELD, "imports.error.rows", file.name(), MOST_ROWS);
            }
            if (thread.isInterrupted()) {
                throw Rejection.of(InputFiles.FIELD, "imports.error.slow", file.name());
            }
            step.run();
            if (row < 1) {
                rows.reject(new Place(file.name(), 0), file.name(), "imports.reason.row", row);
            } else {
                work.run();
            }
        } catch (Rejection rejection) {
            problem = rejection;
            throw rejection;
        }
    }

    private Place place(int row) {
        return new Place(file.name(), row);
    }

    private void rows(int row, Figure figure) {
        String unit = reference(figure.unit());
        boolean ours = indicators.contains(figure.indicator());
        String what = Stream.of(
                        ours ? text("indicator." + figure.indicator()) : figure.indicator(),
                        known.unitName(unit).orElse(figure.unit().value()),
                        figure.period(),
                        figure.gender() == Figure.Gender.ALL ? "" : gender(figure.gender()).name())
                .filter(part -> !part.isBlank())
                .map(PluginImportRows::shortened)
                .collect(Collectors.joining(" · "));
        if (!ours) {
            rows.reject(place(row), what, "imports.reason.source", shortened(figure.indicator()));
        } else if (Period.parse(figure.period()).isEmpty()) {
            rows.reject(place(row), what, "imports.reason.period", shortened(figure.period()));
        } else if (known.unitName(unit).isEmpty()) {
            rows.reject(place(row), what, "imports.reason.unit", shortened(figure.unit().value()));
        } else {
            rows.item(
                    place(row),
                    what,
                    new Item.FigureItem(
                            figure.indicator(),
                            unit,
                            figure.period(),
                            gender(figure.gender()),
                            Kind.OUTCOME,
                            figure.value(),
                            state(figure.missing()),
                            source,
                            false));
        }
    }

    /** How units are referred to in an import. */
    private static String reference(Figure.UnitKey key) {
        return switch (key.scheme()) {
            case BY_NAME -> key.value();
            case BY_ID -> BY_ID + ":" + key.value();
            default -> key.scheme() + ":" + key.value();
        };
    }

    private static Gender gender(Figure.Gender gender) {
        return switch (gender) {
            case ALL -> Gender.T;
            case WOMEN -> Gender.K;
            case MEN -> Gender.M;
        };
    }

    private static State state(Figure.@Nullable Missing missing) {
        if (missing == null) {
            return State.EXISTS;
        }
        return switch (missing) {
            case MISSING -> State.MISSING;
            case SUPPRESSED -> State.SUPPRESSED;
        };
    }

    private static String shortened(@Nullable String text) {
        String safe = text == null ? "" : text;
        return safe.length() <= LONGEST ? safe : safe.substring(0, LONGEST) + "…";
    }
}
