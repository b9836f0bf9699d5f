package se.samsyn.core.plugin.service;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.subject.Subject;
import se.samsyn.core.access.CorePermissions;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.database.Times;
import se.samsyn.core.measuring.Indicator;
import se.samsyn.core.measuring.Measurement;
import se.samsyn.core.measuring.Period;
import se.samsyn.core.measuring.ShownFigure;
import se.samsyn.core.measuring.Standing;

/** What every kind of card needs: who asks, in which language, and what they may read. */
record Cards(CurrentUser user, ServiceParts parts, Set<Long> readable) {

    Cards(CurrentUser user, ServiceParts parts) {
        this(user, parts, user.units(CorePermissions.PLAN_READ));
    }

    Locale locale() {
        return user.locale();
    }

    String text(String key, Object... arguments) {
        return parts.messages().text(user.locale(), key, arguments);
    }

    String day(LocalDate date) {
        return DateTimeFormatter.ofPattern("d MMMM uuuu", user.locale()).format(date);
    }

    LocalDate today() {
        return Times.date(parts.clock().instant());
    }

    /** A figure and what it is for, as '84 % (2026)'. */
    String figure(Indicator indicator, @Nullable Measurement figure) {
        if (figure == null) {
            return text("measuring.state.MISSING");
        }
        String shown = figure.value() == null
                ? text("measuring.state." + figure.state())
                : ShownFigure.text(indicator, figure.value(), locale());
        return shown + " (" + figure.period().text() + ")";
    }

    /** The latest outcome and what it is held against. */
    String figure(Standing standing) {
        String outcome = figure(standing.indicator(), standing.outcome());
        return standing.target() == null
                ? outcome
                : outcome + " · " + text("planning.indicator.target") + " " + figure(standing.indicator(), standing.target());
    }

    /** The plans' periods that hold today. */
    List<Period> periods() {
        return parts.planning().plans().periods().stream()
                .filter(period -> period.contains(today()))
                .toList();
    }

    static List<Long> ids(Collection<Subject> subjects) {
        return CallerIds.numbers(subjects.stream().map(Subject::id).toList());
    }

    /** Those of the people there are, by name as they are given. */
    static String names(Collection<Long> ids, Map<Long, String> names) {
        return ids.stream().map(names::get).filter(Objects::nonNull).collect(Collectors.joining(", "));
    }
}
