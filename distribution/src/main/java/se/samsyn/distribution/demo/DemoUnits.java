package se.samsyn.distribution.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import se.samsyn.core.Samsyn;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.organisation.MunicipalityDetails;
import se.samsyn.core.organisation.Unit;
import se.samsyn.core.organisation.Unit.Standing;
import se.samsyn.core.organisation.UnitDetails;
import se.samsyn.core.organisation.UnitKind;

/**
 * The units of the demo municipality, and what it is compared with.
 *
 * @param schools the units at the bottom of the tree, preschools and leisure centres among them
 * @param neighbour a real municipality with real figures
 * @param group a group of real schools with real figures
 */
record DemoUnits(
        Unit municipality, Unit administration, List<Unit> schools, Unit neighbour, Unit group, Unit country) {

    private static final String COLOUR = "#14595e";

    static DemoUnits create(Samsyn samsyn, CurrentUser system, DemoTexts texts) {
        samsyn.organisation()
                .municipality()
                .update(system, new MunicipalityDetails(texts.municipality(), COLOUR, "sv", 0));
        samsyn.organisation().municipality().markAsDemo(system);
        Unit municipality = make(samsyn, system, UnitDetails.own(null, UnitKind.MUNICIPALITY, texts.municipality()));
        Unit administration = make(
                samsyn,
                system,
                UnitDetails.own(municipality.id(), UnitKind.ADMINISTRATION, texts.administration()));
        List<Unit> schools = new ArrayList<>();
        for (DemoTexts.Area area : texts.areas()) {
            Unit above =
                    make(samsyn, system, UnitDetails.own(administration.id(), UnitKind.AREA, area.name()));
            for (String name : area.units()) {
                schools.add(make(samsyn, system, UnitDetails.own(above.id(), area.kind(), name)));
            }
        }
        return new DemoUnits(
                municipality,
                administration,
                schools,
                make(samsyn, system, comparison(UnitKind.MUNICIPALITY, "Höör", "1267")),
                make(samsyn, system, comparison(UnitKind.MUNICIPALITY_GROUP, texts.comparisonGroup().name(), "")),
                make(samsyn, system, comparison(UnitKind.COUNTRY, "Riket", "0000")));
    }

    Unit named(String name) {
        return schools.stream().filter(unit -> unit.name().equals(name)).findFirst().orElseThrow();
    }

    private static Unit make(Samsyn samsyn, CurrentUser system, UnitDetails details) {
        return samsyn.organisation().unitService().create(system, details);
    }

    private static UnitDetails comparison(UnitKind kind, String name, String koladaId) {
        Map<String, String> identifiers = koladaId.isEmpty() ? Map.of() : Map.of("kolada", koladaId);
        return new UnitDetails(null, Standing.COMPARISON, kind, name, identifiers, null, null);
    }
}
