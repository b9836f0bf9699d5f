package se.samsyn.plugin.schoolquality;

import java.util.Optional;
import java.util.regex.Pattern;
import se.samsyn.api.organisation.Unit;
import se.samsyn.api.web.Request;
import se.samsyn.api.web.Response;

/** Finds the round that an address names, with its framework and unit. */
record Rounds(RoundRepository rounds, FrameworkRepository frameworks) {

    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,17}");

    /** A round with what it is about. */
    record Found(Round round, Framework framework, Unit unit) {

        /** Whether the caller takes part in the unit's work, and so sees a round that is not locked. */
        boolean inside(Request request) {
            return request.caller().may(Views.ANSWER, unit.id()) || manages(request);
        }

        boolean manages(Request request) {
            return request.caller().may(Views.MANAGE, unit.id());
        }
    }

    /** What answers once the round is found. */
    @FunctionalInterface
    interface Page {
        Response of(Request request, Found found);
    }

    /** Answers with the page, or that there is no such round on the unit. */
    Response with(Request request, Page page) {
        return find(request).map(found -> page.of(request, found)).orElseGet(() -> Views.notFound(request));
    }

    private Optional<Found> find(Request request) {
        String unitId = request.pathParameter("unit");
        Optional<Unit> unit = request.services().units().find(unitId);
        return number(request.pathParameter("round"))
                .flatMap(rounds::find)
                .filter(round -> round.unitId().equals(unitId))
                .flatMap(round -> unit.flatMap(
                        u -> frameworks.find(round.frameworkId()).map(framework -> new Found(round, framework, u))));
    }

    /** The number in a text that came from outside. */
    static Optional<Long> number(String text) {
        return NUMBER.matcher(text).matches() ? Optional.of(Long.parseLong(text)) : Optional.empty();
    }
}
