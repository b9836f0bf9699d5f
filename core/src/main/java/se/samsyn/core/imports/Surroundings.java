package se.samsyn.core.imports;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.samsyn.core.imports.UnitDirectory.Entry;
import se.samsyn.core.imports.format.Known;
import se.samsyn.core.organisation.Unit;

/** What is there when an import is read. */
record Surroundings(UnitDirectory units, Map<String, String> rootIdentifiers, @Nullable String chosenMunicipality)
        implements Known {

    static Surroundings of(UnitDirectory units, Optional<Unit> root, @Nullable String chosenMunicipality) {
        return new Surroundings(
                units, root.map(Unit::identifiers).orElse(Map.of()), chosenMunicipality);
    }

    @Override
    public Optional<String> unitName(String ref) {
        return units.find(ref).map(Entry::name);
    }

    @Override
    public Optional<String> municipality() {
        String known = rootIdentifiers.getOrDefault("kommunkod", rootIdentifiers.get("kolada"));
        return Optional.ofNullable(chosenMunicipality != null ? chosenMunicipality : known);
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
