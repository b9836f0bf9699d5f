package se.samsyn.core.plugin.service;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import se.samsyn.api.measuring.Indicators;
import se.samsyn.core.access.CorePermissions;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.measuring.Indicator;
import se.samsyn.core.measuring.IndicatorService;
import se.samsyn.core.measuring.Measurement;
import se.samsyn.core.measuring.MeasuringModule;
import se.samsyn.core.organisation.Unit;
import se.samsyn.core.organisation.UnitRepository;
import se.samsyn.core.web.Messages;

/** Indicators' outcomes. */
record CallerIndicators(CurrentUser user, MeasuringModule measuring, UnitRepository units, Messages messages)
        implements Indicators {

    @Override
    public Map<String, List<ShownFigure>> outcomes(String code, Collection<String> unitIds) {
        Optional<Indicator> indicator = CallerIds.sees(user) ? find(code) : Optional.empty();
        List<Long> readable = readable(unitIds);
        Map<String, List<ShownFigure>> outcomes = new HashMap<>();
        if (indicator.isPresent() && !readable.isEmpty()) {
            measuring.measurements().series(List.of(indicator.get().id()), readable).stream()
                    .filter(figure -> figure.kind() == Measurement.Kind.OUTCOME)
                    .filter(figure -> figure.gender() == Measurement.Gender.T)
                    .forEach(figure -> outcomes.computeIfAbsent(Long.toString(figure.unitId()), id -> new ArrayList<>())
                            .add(shown(indicator.get(), figure, user.locale())));
        }
        return outcomes;
    }

    private Optional<Indicator> find(String code) {
        int colon = code.indexOf(':');
        return colon < 0
                ? measuring.indicators().find(IndicatorService.OWN, code)
                : measuring.indicators().find(code.substring(0, colon), code.substring(colon + 1));
    }

    /** The figures of those that are not ours are public. */
    private List<Long> readable(Collection<String> unitIds) {
        Set<Long> reach = user.units(CorePermissions.PLAN_READ);
        return units.find(CallerIds.numbers(unitIds)).values().stream()
                .filter(unit -> unit.standing() != Unit.Standing.OWN || reach.contains(unit.id()))
                .map(Unit::id)
                .toList();
    }

    private ShownFigure shown(Indicator indicator, Measurement figure, Locale locale) {
        Double value = figure.value();
        String number = value == null ? "" : se.samsyn.core.measuring.ShownFigure.text(indicator, value, locale);
        String text = switch (figure.state()) {
            case EXISTS, ROUNDED -> number;
            case SUPPRESSED -> messages.text(locale, "web.value.suppressed");
            case MISSING -> messages.text(locale, "web.value.missing");
            case NOT_REQUIRED -> messages.text(locale, "web.value.notrequired");
        };
        return new ShownFigure(figure.period().text(), value, text, figure.state().name());
    }
}
