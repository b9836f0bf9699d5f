package se.samsyn.core.imports.format;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import se.samsyn.core.imports.file.InputFile;
import se.samsyn.core.imports.file.Place;
import se.samsyn.core.organisation.Unit;
import se.samsyn.core.organisation.UnitKind;
import tools.jackson.databind.JsonNode;

/** Kolada's country, regions, municipalities and groups of them: what one compares with. */
public final class KoladaMunicipalities implements FormatReader {

    private static final String COUNTRY = "0000";

    @Override
    public void read(List<InputFile> files, ImportOptions options, Known known, Rows rows) throws IOException {
        for (InputFile file : files) {
            Place place = new Place(file.name(), 0);
            KoladaJson.records(file, List.of("type", "members"), record -> {
                String id = KoladaJson.text(record, "id");
                String title = KoladaJson.text(record, "title");
                if (id.isEmpty() || title.isEmpty()) {
                    rows.reject(place, id + " " + title, "imports.reason.incomplete");
                } else {
                    rows.item(place, title, item(record, id, title, known));
                }
            });
        }
    }

    private static Item item(JsonNode record, String id, String title, Known known) {
        JsonNode members = record.path("members");
        boolean ours = !members.isArray() && known.municipality().map(id::equals).orElseGet(() -> known.isOurName(title));
        return new Item.UnitItem(
                ours ? Item.UnitItem.ROOT : KoladaJson.unit(id),
                ours ? Unit.Standing.OWN : Unit.Standing.COMPARISON,
                members.isArray() ? UnitKind.MUNICIPALITY_GROUP : kind(id, KoladaJson.text(record, "type")),
                title,
                null,
                Map.of("kolada", id),
                null,
                null,
                members.isArray() ? members(members) : null,
                ours ? Item.Authority.IDENTIFIERS : Item.Authority.NAME);
    }

    private static UnitKind kind(String id, String type) {
        if (id.equals(COUNTRY)) {
            return UnitKind.COUNTRY;
        }
        return type.equals("L") ? UnitKind.REGION : UnitKind.MUNICIPALITY;
    }

    private static List<String> members(JsonNode members) {
        List<String> refs = new ArrayList<>();
        for (JsonNode member : members) {
            refs.add(KoladaJson.unit(KoladaJson.text(member, "member_id")));
        }
        return refs;
    }
}
