package se.samsyn.core.fetch;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import se.samsyn.core.imports.file.InputFile;
import se.samsyn.core.imports.file.Place;
import se.samsyn.core.imports.format.FormatReader;
import se.samsyn.core.imports.format.ImportOptions;
import se.samsyn.core.imports.format.Item;
import se.samsyn.core.imports.format.Item.CatalogueItem;
import se.samsyn.core.imports.format.Item.FigureItem;
import se.samsyn.core.imports.format.Item.UnitItem;
import se.samsyn.core.imports.format.Item.WithdrawnItem;
import se.samsyn.core.imports.format.KoladaCatalogue;
import se.samsyn.core.imports.format.KoladaData;
import se.samsyn.core.imports.format.KoladaMunicipalities;
import se.samsyn.core.imports.format.Known;
import se.samsyn.core.imports.format.Rows;
import se.samsyn.core.measuring.PublishedFigures;

/** All that Kolada answered, as one import: its catalogue, whom one compares with, and figures. */
final class KoladaAnswers implements FormatReader {

    /** So few indicators that they may well leave the catalogue at once, and the part of it that may. */
    private static final int FEW = 50;
    private static final int MOST = 10;

    /** Preschools and compulsory schools. */
    private static final Pattern SCHOOL = Pattern.compile("V1[15]E[0-9]{1,20}");

    private final Files files;
    private final KoladaPlan plan;
    private final String ours;
    private final Set<String> bodies;
    private final PublishedFigures published;

    /**
     * @param ours the code of our municipality
     * @param bodies the municipalities, regions and groups that are taken in, with what is here
     */
    KoladaAnswers(Files files, KoladaPlan plan, String ours, Set<String> bodies, PublishedFigures published) {
        this.files = files;
        this.plan = plan;
        this.ours = ours;
        this.bodies = bodies;
        this.published = published;
    }

    /** What was answered to which question. */
    record Files(
            List<InputFile> catalogue,
            List<InputFile> municipalities,
            List<InputFile> groups,
            List<InputFile> units,
            List<InputFile> data) {

        List<InputFile> all() {
            return Stream.of(catalogue, municipalities, groups, units, data).flatMap(List::stream).toList();
        }
    }

    @Override
    public void read(List<InputFile> given, ImportOptions options, Known known, Rows rows) throws IOException {
        catalogue(options, known, rows);
        Map<String, String> coming = new HashMap<>();
        Rows units = new WatchedRows(rows, item -> coming(item, coming));
        new KoladaMunicipalities().read(files.municipalities(), options, known, units);
        new KoladaMunicipalities().read(files.groups(), options, known, units);
        unlinked(known, rows);
        figures(options, new SoonKnown(known, coming), rows);
    }

    private void catalogue(ImportOptions options, Known known, Rows rows) throws IOException {
        int[] counted = new int[2];
        new KoladaCatalogue().read(files.catalogue(), options, known, new WatchedRows(rows, item -> {
            counted[0] += item instanceof CatalogueItem ? 1 : 0;
            counted[1] += item instanceof WithdrawnItem ? 1 : 0;
            return true;
        }));
        if (counted[1] > FEW && counted[1] * MOST > counted[0] + counted[1]) {
            rows.doubt("fetch.doubt.catalogue", counted[1], counted[0] + counted[1]);
        }
    }

    private boolean coming(Item item, Map<String, String> coming) {
        if (!(item instanceof UnitItem unit) || !bodies.contains(unit.identifiers().get(Source.KOLADA.scheme()))) {
            return false;
        }
        unit.identifiers().forEach((scheme, value) -> coming.put(scheme + ":" + value, unit.name()));
        return true;
    }

    /** Says which schools Kolada has here that nobody has told us the unit of; which one it is a name does not prove. */
    private void unlinked(Known known, Rows rows) throws IOException {
        for (InputFile file : files.units()) {
            KoladaPage.records(file.path(), record -> {
                String id = record.path("id").asString("");
                String title = record.path("title").asString("").strip();
                boolean school = SCHOOL.matcher(id).matches() && ours.equals(record.path("municipality").asString(""));
                if (school && known.unitName(Source.KOLADA.scheme() + ":" + id).isEmpty()) {
                    String reason = known.unitName(title).isPresent() ? "fetch.reason.namesake" : "fetch.reason.unlinked";
                    rows.skip(new Place(file.name(), 0), title, reason, id);
                }
            });
        }
    }

    private void figures(ImportOptions options, Known known, Rows rows) throws IOException {
        Asked asked = new Asked(Stream.concat(plan.data().stream(), plan.unitData().stream()).toList());
        Map<String, String> titles = known.listed(Source.KOLADA.code());
        Rows named = new WatchedRows(
                rows,
                item -> {
                    FigureItem figure = (FigureItem) item;
                    asked.answered(after(figure.indicator()), after(figure.unit()), figure.period(), figure.gender());
                    return true;
                },
                what -> named(what, titles));
        new KoladaData().read(files.data(), options, known, named);
        Recalled recalled = new Recalled(Source.KOLADA, known, rows, what -> named(what, titles));
        published.each(
                Source.KOLADA.code(), Source.KOLADA.title(), Source.KOLADA.scheme(), new HashSet<>(plan.kpis()), key -> {
                    if (asked.was(key.code(), key.unit(), key.period(), key.gender())) {
                        boolean gone = asked.unanswered(key.code(), key.unit(), key.period(), key.gender());
                        recalled.there(key, !gone);
                    }
                });
        recalled.done();
    }

    /** With the indicator's name after its code, which is all that Kolada says. */
    private static String named(String what, Map<String, String> titles) {
        int end = what.indexOf(" · ");
        String title = end < 0 ? null : titles.get(what.substring(0, end));
        return title == null ? what : what.substring(0, end) + " " + title + what.substring(end);
    }

    /** The id in a reference such as {@code kolada:1081}. */
    private static String after(String ref) {
        return ref.substring(ref.indexOf(':') + 1);
    }

    /**
     * What is known once the units have been taken in that stand in the same answers.
     *
     * @param coming their names
     */
    private record SoonKnown(Known known, Map<String, String> coming) implements Known {

        @Override
        public Optional<String> unitName(String ref) {
            return known.unitName(ref).or(() -> Optional.ofNullable(coming.get(ref)));
        }

        @Override
        public Locale locale() {
            return known.locale();
        }

        @Override
        public Optional<String> municipality() {
            return known.municipality();
        }

        @Override
        public Optional<String> municipalityNamed(String name) {
            return known.municipalityNamed(name);
        }

        @Override
        public boolean isOurName(String name) {
            return known.isOurName(name);
        }

        @Override
        public boolean isOther(String code, String name) {
            return known.isOther(code, name);
        }

        @Override
        public Map<String, String> listed(String source) {
            return known.listed(source);
        }

        @Override
        public boolean wanted(String ref) {
            return known.wanted(ref);
        }
    }
}
