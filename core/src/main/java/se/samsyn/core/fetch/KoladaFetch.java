package se.samsyn.core.fetch;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import se.samsyn.core.fetch.FetchFailure.Reason;
import se.samsyn.core.fetch.KoladaAnswers.Files;
import se.samsyn.core.fetch.KoladaClient.Question;
import se.samsyn.core.imports.file.InputFile;
import se.samsyn.core.measuring.MeasuringModule;
import se.samsyn.core.organisation.Unit;
import se.samsyn.core.organisation.UnitRepository;
import tools.jackson.databind.JsonNode;

/**
 * Fetches from Kolada: the catalogue, whom one compares with, and the figures of the indicators in use, for us, our schools,
 * the country, our region and every municipality.
 */
final class KoladaFetch {

    private static final String COUNTRY = "0000";
    private static final String REGION = "L";
    private static final String ALIKE = "Liknande kommuner";

    private final UnitRepository units;
    private final MeasuringModule measuring;
    private final LocalDate today;

    KoladaFetch(UnitRepository units, MeasuringModule measuring, LocalDate today) {
        this.units = units;
        this.measuring = measuring;
        this.today = today;
    }

    /**
     * @param newUnits whether whom one compares with may be taken in too, or those alone are asked about who are there
     */
    Fetched fetch(KoladaClient client, boolean newUnits, Progress progress)
            throws FetchFailure, InterruptedException, IOException {
        progress.at("catalogue", 1, 1);
        List<InputFile> catalogue = client.catalogue();
        progress.at("bodies", 1, 1);
        List<InputFile> municipalities = client.municipalities();
        List<InputFile> groups = client.groups();
        Map<String, Unit> here = units.byIdentifier(Source.KOLADA.scheme());
        Bodies bodies = bodies(municipalities, groups, here, newUnits);
        KoladaPlan plan = plan(catalogue, bodies, here);
        List<InputFile> single = client.units(bodies.ours());
        List<InputFile> data = data(client, plan, progress);
        Files files = new Files(catalogue, municipalities, groups, single, data);
        Set<String> taken = newUnits ? bodies.all() : Set.of();
        return new Fetched(files.all(), new KoladaAnswers(files, plan, bodies.ours(), taken, measuring.published()));
    }

    private static List<InputFile> data(KoladaClient client, KoladaPlan plan, Progress progress)
            throws FetchFailure, InterruptedException {
        List<InputFile> files = new ArrayList<>();
        List<Question> data = plan.data();
        List<Question> unitData = plan.unitData();
        int number = 0;
        for (Question question : data) {
            number++;
            progress.at("data", number, data.size() + unitData.size());
            files.addAll(client.data("data-" + number, question));
        }
        for (Question question : unitData) {
            number++;
            progress.at("data", number, data.size() + unitData.size());
            files.addAll(client.unitData("oudata-" + number, question));
        }
        return files;
    }

    /**
     * Whom one compares with.
     *
     * @param ours the code of our municipality
     * @param near we ourselves first, the country, our region, and those who are like us
     * @param far every other municipality
     * @param groups those that concern us
     */
    private record Bodies(String ours, Set<String> near, Set<String> far, Set<String> groups) {

        Set<String> all() {
            Set<String> all = new HashSet<>(near);
            all.addAll(far);
            all.addAll(groups);
            return all;
        }
    }

    private Bodies bodies(
            List<InputFile> municipalities, List<InputFile> groups, Map<String, Unit> here, boolean newUnits)
            throws FetchFailure, IOException {
        Map<String, String> names = new LinkedHashMap<>();
        Map<String, String> types = new HashMap<>();
        for (InputFile file : municipalities) {
            KoladaPage.records(file.path(), record -> {
                names.put(text(record, "id"), text(record, "title"));
                types.put(text(record, "id"), text(record, "type"));
            });
        }
        String ours = ours(names);
        Set<String> near = new LinkedHashSet<>(List.of(ours, COUNTRY));
        names.keySet().stream()
                .filter(id -> REGION.equals(types.get(id)) && id.equals("00" + ours.substring(0, 2)))
                .forEach(near::add);
        Set<String> concern = groups(groups, new Municipality(ours, names.getOrDefault(ours, "")), here, near);
        Set<String> far = new LinkedHashSet<>(names.keySet());
        far.removeIf(id -> near.contains(id) || REGION.equals(types.get(id)));
        if (!newUnits) {
            near.retainAll(here.keySet());
            far.retainAll(here.keySet());
        }
        return new Bodies(ours, near, far, concern);
    }

    private record Municipality(String id, String name) {}

    /** The groups that are here, that we are in, or that are of those who are like us; their members are near. */
    private static Set<String> groups(
            List<InputFile> files, Municipality ours, Map<String, Unit> here, Set<String> near) throws IOException {
        Set<String> concern = new HashSet<>();
        for (InputFile file : files) {
            KoladaPage.records(file.path(), record -> {
                String title = text(record, "title");
                boolean alike = title.startsWith(ALIKE);
                boolean likeUs = alike && title.contains(", " + ours.name() + ",");
                boolean within = !alike && members(record).contains(ours.id());
                if (likeUs) {
                    near.addAll(members(record));
                }
                if (likeUs || within || here.containsKey(text(record, "id"))) {
                    concern.add(text(record, "id"));
                }
            });
        }
        return concern;
    }

    private static Set<String> members(JsonNode group) {
        Set<String> members = new LinkedHashSet<>();
        group.path("members").forEach(member -> members.add(text(member, "member_id")));
        return members;
    }

    /** Our code: as someone has said, or that of the municipality of our name. */
    private String ours(Map<String, String> names) throws FetchFailure {
        Unit root = units.root().orElseThrow(() -> new FetchFailure(Reason.NO_MUNICIPALITY));
        String code = code(root);
        if (code != null && names.containsKey(code)) {
            return code;
        }
        return names.entrySet().stream()
                .filter(entry -> code == null && isName(root.name(), entry.getValue()))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> new FetchFailure(Reason.NO_MUNICIPALITY));
    }

    /** The municipality's code as someone has said, or a register has; null when nobody has. */
    static @Nullable String code(Unit root) {
        return root.identifiers().getOrDefault("kommunkod", root.identifiers().get(Source.KOLADA.scheme()));
    }

    private static boolean isName(String ours, String theirs) {
        String name = theirs.toLowerCase(Locale.ROOT);
        return Set.of(name, name + " kommun", name + "s kommun").contains(ours.strip().toLowerCase(Locale.ROOT));
    }

    private KoladaPlan plan(List<InputFile> catalogue, Bodies bodies, Map<String, Unit> here) throws IOException {
        Map<String, Boolean> perUnit = new HashMap<>();
        for (InputFile file : catalogue) {
            KoladaPage.records(file.path(), record ->
                    perUnit.put(text(record, "id"), record.path("has_ou_data").asBoolean(false)));
        }
        Set<String> codes = new TreeSet<>();
        measuring.indicators().ofSource(Source.KOLADA.code()).forEach((code, indicator) -> {
            if (indicator.retiredOn() == null && perUnit.containsKey(code)) {
                codes.add(code);
            }
        });
        List<String> schools = here.entrySet().stream()
                .filter(entry -> isUnit(entry.getKey()))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
        return new KoladaPlan(
                List.copyOf(codes),
                codes.stream().filter(perUnit::get).toList(),
                List.copyOf(bodies.near()),
                List.copyOf(bodies.far()),
                schools,
                today.getYear());
    }

    /** Whether the id is that of a single unit, such as {@code V15E068400107}. */
    static boolean isUnit(String id) {
        return id.matches("V[0-9A-Z]{1,30}");
    }

    private static String text(JsonNode record, String field) {
        return record.path(field).asString("").strip();
    }
}
