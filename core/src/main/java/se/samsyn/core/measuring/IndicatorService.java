package se.samsyn.core.measuring;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import se.samsyn.core.access.Grant;
import se.samsyn.core.change.Change;
import se.samsyn.core.change.ChangeLog;
import se.samsyn.core.database.Database;
import se.samsyn.core.web.NotFound;
import se.samsyn.core.web.Rejection;
import se.samsyn.core.web.StaleVersion;

/** The rules of indicators. Any grant of {@code indicator.edit} or {@code import.run} will do: they are on no unit. */
public final class IndicatorService {

    public static final String ENTITY = "indicator";

    /** The source of the indicators that the municipality makes itself. */
    public static final String OWN = "own";

    private static final int LONGEST_NAME = 300;
    private static final int LONGEST_DEFINITION = 20_000;
    private static final int MOST_DECIMALS = 6;

    private final Database database;
    private final IndicatorRepository indicators;
    private final ChangeLog changes;

    public IndicatorService(Database database, IndicatorRepository indicators, ChangeLog changes) {
        this.database = database;
        this.indicators = indicators;
        this.changes = changes;
    }

    /**
     * @throws NotFound when there is none
     */
    public Indicator get(long id) {
        return indicators.find(id).orElseThrow(() -> new NotFound("indicator " + id));
    }

    /**
     * Makes an indicator; its id and version are given here.
     *
     * @throws Rejection when a field is wrong or the source already has the code
     */
    public Indicator create(Grant grant, Indicator draft) {
        return database.write(() -> {
            check(draft);
            Indicator saved = draft.identified(indicators.insert(draft), 1);
            changes.record(grant, ENTITY, saved.id(), 1, null, saved);
            return saved;
        });
    }

    /**
     * Saves the indicator over the version that it says; one that is the same is left alone.
     *
     * @throws StaleVersion when someone else changed it since
     * @throws Rejection when a field is wrong
     */
    public Indicator update(Grant grant, Indicator changed) {
        return database.write(() -> {
            Indicator current = get(changed.id());
            if (current.version() != changed.version()) {
                throw new StaleVersion(ENTITY, changed.id(), changed.version());
            }
            if (current.equals(changed)) {
                return current;
            }
            check(changed);
            indicators.update(changed);
            Indicator saved = changed.identified(changed.id(), changed.version() + 1);
            changes.record(grant, ENTITY, saved.id(), saved.version(), null, saved);
            return saved;
        });
    }

    /** Marks it as one that its source no longer publishes; its figures stay. */
    public Indicator retire(Grant grant, long id, int version, LocalDate on) {
        return update(grant, get(id).retired(on).identified(id, version));
    }

    /** What happened to it, newest first. */
    public List<Change> history(long id, int limit) {
        return changes.history(ENTITY, id, limit);
    }

    /** As it was at the instant. */
    public Optional<Indicator> asOf(long id, Instant at) {
        return changes.asOf(ENTITY, id, at, Indicator.class);
    }

    private void check(Indicator indicator) {
        boolean taken = indicators
                .find(indicator.source(), indicator.code())
                .filter(other -> other.id() != indicator.id())
                .isPresent();
        Double tolerance = indicator.tolerance();
        new Rejection.Check()
                .that(!indicator.source().isBlank(), "source", "measuring.error.required")
                .that(!indicator.code().isBlank(), "code", "measuring.error.required")
                .that(indicator.code().length() <= LONGEST_NAME, "code", "measuring.error.long", LONGEST_NAME)
                .that(!taken, "code", "measuring.error.code.taken", indicator.code())
                .that(!indicator.name().isBlank(), "name", "measuring.error.required")
                .that(indicator.name().length() <= LONGEST_NAME, "name", "measuring.error.long", LONGEST_NAME)
                .that(
                        indicator.definition().length() <= LONGEST_DEFINITION,
                        "definition",
                        "measuring.error.long",
                        LONGEST_DEFINITION)
                .that(indicator.unitOfMeasure().length() <= 40, "unitOfMeasure", "measuring.error.long", 40)
                .that(
                        indicator.decimals() >= 0 && indicator.decimals() <= MOST_DECIMALS,
                        "decimals",
                        "measuring.error.decimals",
                        MOST_DECIMALS)
                .that(
                        tolerance == null || Double.isFinite(tolerance) && tolerance >= 0,
                        "tolerance",
                        "measuring.error.tolerance")
                .done();
    }
}
