package se.samsyn.core.plugin;

import java.util.Locale;
import se.samsyn.api.measuring.IndicatorDefinition;
import se.samsyn.api.measuring.IndicatorSource;
import se.samsyn.core.access.Grant;
import se.samsyn.core.measuring.Indicator;
import se.samsyn.core.measuring.IndicatorRepository;
import se.samsyn.core.measuring.IndicatorService;
import se.samsyn.core.plugin.jar.PluginRefused;
import se.samsyn.core.web.Messages;
import se.samsyn.core.web.Rejection;

/** Makes the indicators that plugins measure, where they are not there yet. */
public record PluginIndicators(IndicatorRepository indicators, IndicatorService service) {

    /**
     * @param locale the municipality's own language
     * @throws PluginRefused when one cannot be made
     */
    void make(String plugin, PluginDefinition definition, Messages messages, Locale locale) {
        for (IndicatorSource source : definition.indicatorSources()) {
            for (IndicatorDefinition indicator : source.indicators()) {
                if (indicators.find(IndicatorService.OWN, indicator.code()).isEmpty()) {
                    make(plugin, indicator, messages, locale);
                }
            }
        }
    }

    private void make(String plugin, IndicatorDefinition definition, Messages messages, Locale locale) {
        String key = "indicator." + definition.code();
        Indicator draft = new Indicator(
                0,
                IndicatorService.OWN,
                definition.code(),
                messages.text(locale, key),
                messages.text(locale, key + ".description"),
                messages.text(locale, key + ".unit"),
                definition.decimals(),
                switch (definition.direction()) {
                    case HIGHER_BETTER -> Indicator.Direction.HIGHER;
                    case LOWER_BETTER -> Indicator.Direction.LOWER;
                    case NEUTRAL -> Indicator.Direction.NEUTRAL;
                },
                Indicator.Periodicity.valueOf(definition.periodicity().name()),
                Indicator.Aggregation.valueOf(definition.aggregation().name()),
                null,
                false,
                null,
                0);
        try {
            service.create(Grant.system("plugin:" + plugin), draft);
        } catch (Rejection rejection) {
            String why = rejection.in((text, arguments) -> messages.text(locale, text, arguments)).getMessage();
            throw new PluginRefused("indicator.refused", rejection, definition.code(), why);
        }
    }
}
