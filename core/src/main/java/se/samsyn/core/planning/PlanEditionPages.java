package se.samsyn.core.planning;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.web.Access;
import se.samsyn.api.web.Request;
import se.samsyn.api.web.Response;
import se.samsyn.api.web.Route;
import se.samsyn.core.access.CorePermissions;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.access.Ids;
import se.samsyn.core.change.AsOf;
import se.samsyn.core.database.Times;
import se.samsyn.core.web.Form;
import se.samsyn.core.web.HttpRequest;
import se.samsyn.core.web.NotFound;
import se.samsyn.core.web.PageParts.Crumb;
import se.samsyn.core.web.PageParts.Option;

/** The adopted editions of a plan, their files, and what differs between any two versions of it. */
final class PlanEditionPages {

    private static final String NOW = "now";

    private final PlanService plans;
    private final PlanEditions editions;
    private final PlanContents contents;
    private final PlanningSurroundings around;

    PlanEditionPages(PlanService plans, PlanEditions editions, PlanContents contents, PlanningSurroundings around) {
        this.plans = plans;
        this.editions = editions;
        this.contents = contents;
        this.around = around;
    }

    List<Route> routes() {
        Access read = Access.permission(CorePermissions.PLAN_READ);
        return List.of(
                Route.get("/plans/{plan}/editions", read, this::list),
                Route.get("/plans/{plan}/editions/{edition}/file", read, this::file),
                Route.get("/plans/{plan}/compare", read, this::compare));
    }

    /**
     * What the list shows.
     *
     * @param versions what can be compared
     */
    public record EditionsView(
            Plan plan, String unit, List<PlanEdition> editions, List<Option> versions, List<Crumb> crumbs) {}

    private Response list(Request request) {
        CurrentUser user = HttpRequest.user(request);
        Plan plan = plans.get(user, PlanPages.id(request));
        List<PlanEdition> all = editions.of(user, plan.id());
        EditionsView view =
                new EditionsView(plan, unit(plan), all, versions(request, plan, all), crumbs(request, plan, false));
        return Response.page(
                "se/samsyn/core/planning/plan-editions", Map.of("view", view, "form", Form.of(chosen(request, plan))));
    }

    private Response file(Request request) {
        CurrentUser user = HttpRequest.user(request);
        Plan plan = plans.get(user, PlanPages.id(request));
        int number = number(request);
        byte[] content = editions.content(user, plan.id(), number).getBytes(StandardCharsets.UTF_8);
        String name = "plan-" + plan.id() + "-" + plan.period().text().replace('/', '-') + "-" + number + ".json";
        return new Response.File(name, "application/json", out -> out.write(content));
    }

    /** The number of the edition in the path. */
    static int number(Request request) {
        OptionalLong number = Ids.parse(request.pathParameter("edition"));
        if (number.isEmpty() || number.getAsLong() > Integer.MAX_VALUE) {
            throw new NotFound(request.path());
        }
        return (int) number.getAsLong();
    }

    /** One of the two that are compared, as the page names it. */
    public record Side(String label, String href, @Nullable PlanEdition edition) {}

    /** What the comparison shows; without sides and difference when there are not two versions yet. */
    public record ComparisonView(
            Plan plan,
            String unit,
            List<Option> versions,
            @Nullable Side from,
            @Nullable Side to,
            @Nullable PlanComparison difference,
            Set<Long> goals,
            List<Crumb> crumbs) {}

    private Response compare(Request request) {
        CurrentUser user = HttpRequest.user(request);
        Plan plan = plans.get(user, PlanPages.id(request));
        List<PlanEdition> all = editions.of(user, plan.id());
        Map<String, String> chosen = chosen(request, plan);
        Form form = Form.of(chosen);
        Optional<PlanContent> before = content(user, plan, chosen.get("from"));
        Optional<PlanContent> after = content(user, plan, chosen.get("to"));
        if (before.isEmpty() && !chosen.get("from").isEmpty()) {
            form.reject("from", request.text("planning.compare.error.version"));
        }
        if (after.isEmpty() && !chosen.get("to").isEmpty()) {
            form.reject("to", request.text("planning.compare.error.version"));
        }
        boolean both = before.isPresent() && after.isPresent();
        ComparisonView view = new ComparisonView(
                plan,
                unit(plan),
                versions(request, plan, all),
                both ? side(request, plan, all, chosen.get("from")) : null,
                both ? side(request, plan, all, chosen.get("to")) : null,
                both ? difference(request, before.get(), after.get()) : null,
                goals(both ? after.get() : null),
                crumbs(request, plan, true));
        return Response.page("se/samsyn/core/planning/plan-comparison", Map.of("view", view, "form", form))
                .withStatus(form.valid() ? 200 : 422);
    }

    private PlanComparison difference(Request request, PlanContent before, PlanContent after) {
        Set<Long> people = new HashSet<>(PlanComparison.people(before));
        people.addAll(PlanComparison.people(after));
        Map<Long, String> names = new HashMap<>();
        around.people(people).forEach((id, who) -> names.put(id, who.name()));
        return PlanComparison.between(before, after, names, request::text, request.locale());
    }

    /** Those that can be gone to: goals of the later version, which have a page for as long as the plan has. */
    private static Set<Long> goals(@Nullable PlanContent content) {
        Set<Long> ids = new HashSet<>();
        if (content != null) {
            content.goals().forEach(goal -> ids.add(Long.valueOf(goal.id())));
        }
        return ids;
    }

    /** A version by what an address calls it: an edition's number, a day as it ended, an instant, or now. */
    private Optional<PlanContent> content(CurrentUser user, Plan plan, String version) {
        if (version.equals(NOW)) {
            return Optional.of(contents.now(plan));
        }
        OptionalLong number = Ids.parse(version);
        if (number.isPresent()) {
            boolean known = number.getAsLong() <= plan.edition();
            return known
                    ? Optional.of(PlanContent.of(editions.content(user, plan.id(), (int) number.getAsLong())))
                    : Optional.empty();
        }
        return time(version).flatMap(time -> contents.asOf(plan.id(), time.until()));
    }

    private Optional<AsOf> time(String version) {
        try {
            return Optional.of(AsOf.parse(version)).filter(time -> !time.date().isAfter(around.today()));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static String label(Request request, String version, AsOf time) {
        String day = DateTimeFormatter.ofPattern("d MMMM uuuu", request.locale()).format(time.date());
        boolean whole = version.length() <= 10;
        return request.text("planning.compare.day", whole ? day : day + " " + Times.time(time.until()));
    }

    /** What the address asks for, or the last step: the latest edition and what has been written since, or the one before. */
    private static Map<String, String> chosen(Request request, Plan plan) {
        boolean adopted = plan.state() == Plan.State.ADOPTED;
        int earlier = adopted ? plan.edition() - 1 : plan.edition();
        String from = request.query("from");
        String to = request.query("to");
        return Map.of(
                "from", from != null ? from.strip() : earlier > 0 ? String.valueOf(earlier) : "",
                "to", to != null ? to.strip() : adopted ? String.valueOf(plan.edition()) : NOW);
    }

    private Side side(Request request, Plan plan, List<PlanEdition> all, String version) {
        String path = Addresses.plan(plan.id());
        if (version.equals(NOW)) {
            return new Side(request.text("planning.compare.now"), path, null);
        }
        Optional<PlanEdition> edition = all.stream()
                .filter(one -> String.valueOf(one.number()).equals(version))
                .findFirst();
        return edition.map(one -> new Side(
                        request.text("planning.compare.edition", one.number()),
                        path + "?asof=" + one.seen(),
                        one))
                .orElseGet(() -> new Side(
                        label(request, version, time(version).orElseThrow()), path + "?asof=" + version, null));
    }

    private List<Option> versions(Request request, Plan plan, List<PlanEdition> all) {
        List<Option> versions = new ArrayList<>();
        if (plan.state() != Plan.State.ADOPTED) {
            versions.add(new Option(NOW, request.text("planning.compare.now")));
        }
        all.forEach(edition ->
                versions.add(new Option(edition.number(), request.text("planning.compare.edition", edition.number()))));
        chosen(request, plan).values().stream()
                .distinct()
                .forEach(version -> time(version)
                        .ifPresent(time -> versions.add(new Option(version, label(request, version, time)))));
        return versions;
    }

    private String unit(Plan plan) {
        return around.units().find(plan.unitId()).orElseThrow().name();
    }

    private List<Crumb> crumbs(Request request, Plan plan, boolean editionsToo) {
        List<Crumb> crumbs = new ArrayList<>(List.of(
                new Crumb(request.text("planning.list.title"), "/plans"),
                new Crumb(plan.title(), Addresses.plan(plan.id()))));
        if (editionsToo) {
            crumbs.add(new Crumb(request.text("planning.plan.editions"), Addresses.plan(plan.id()) + "/editions"));
        }
        return crumbs;
    }
}
