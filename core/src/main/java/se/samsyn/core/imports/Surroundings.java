package se.samsyn.core.imports;

import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import se.samsyn.core.imports.UnitDirectory.Entry;
import se.samsyn.core.imports.format.ImportOptions;
import se.samsyn.core.imports.format.Known;
import se.samsyn.core.organisation.Unit;
import se.samsyn.core.organisation.UnitGroupRepository;
import se.samsyn.core.organisation.UnitKind;
import se.samsyn.core.web.Rejection;

/**
 * What is there when an import is read.
 *
 * @param wantedUnits the units whose figures are wanted; null for all
 * @param catalogue what is known of a source's indicators
 */
record Surroundings(
        UnitDirectory units,
        Map<String, String> rootIdentifiers,
        @Nullable String chosenMunicipality,
        @Nullable Set<Long> wantedUnits,
        Function<String, Map<String, String>> catalogue,
        Locale locale)
        implements Known {

    /**
     * @throws Rejection when there is no such group
     */
    static Surroundings of(
            UnitDirectory units,
            Optional<Unit> root,
            UnitGroupRepository groups,
            Function<String, Map<String, String>> catalogue,
            ImportOptions options,
            Locale locale) {
        Set<Long> wanted = null;
        if (options.group() != null) {
            Entry group = units.find("kolada:" + options.group())
                    .filter(entry -> entry.kind() == UnitKind.MUNICIPALITY_GROUP)
                    .orElseThrow(() -> Rejection.of("group", "imports.error.group", options.group()));
            wanted = new HashSet<>(
                    groups.members(Set.of(group.id())).getOrDefault(group.id(), Set.of()));
            wanted.add(group.id());
            root.map(Unit::id).ifPresent(wanted::add);
        }
        return new Surroundings(
                units, root.map(Unit::identifiers).orElse(Map.of()), options.municipality(), wanted, catalogue,
                locale);
    }

    @Override
    public boolean wanted(String ref) {
        return wantedUnits == null
                || units.find(ref).filter(entry -> wantedUnits.contains(entry.id())).isPresent();
    }

    @Override
    public Optional<String> unitName(String ref) {
        return units.find(ref).map(Entry::name);
    }

    @Override
    public Optional<String> municipality() {
        return Optional.ofNullable(chosenMunicipality != null ? chosenMunicipality : ourCode());
    }

    private @Nullable String ourCode() {
        return rootIdentifiers.getOrDefault("kommunkod", rootIdentifiers.get("kolada"));
    }

    @Override
    public boolean isOther(String code, String name) {
        String ours = ourCode();
        return ours != null ? !ours.equals(code) : units.root().isPresent() && !isOurName(name);
    }

    @Override
    public Map<String, String> listed(String source) {
        return catalogue.apply(source);
    }

    @Override
    public boolean isOurName(String name) {
        return units.isOurName(name);
    }

    @Override
    public Optional<String> municipalityNamed(String name) {
        return units.municipalityNamed(name);
    }
}
