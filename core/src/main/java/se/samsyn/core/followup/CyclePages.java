package se.samsyn.core.followup;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.web.Access;
import se.samsyn.api.web.Request;
import se.samsyn.api.web.Response;
import se.samsyn.api.web.Route;
import se.samsyn.core.access.CorePermissions;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.access.Ids;
import se.samsyn.core.change.History;
import se.samsyn.core.change.HistoryItem;
import se.samsyn.core.followup.FollowUpProgress.Stage;
import se.samsyn.core.organisation.Unit;
import se.samsyn.core.organisation.UnitRepository;
import se.samsyn.core.planning.PlanType;
import se.samsyn.core.planning.PlanTypeService;
import se.samsyn.core.web.Form;
import se.samsyn.core.web.HttpRequest;
import se.samsyn.core.web.Rejection;
import se.samsyn.core.web.StaleVersion;

/** Rounds of follow-up: the list, and who is where in one. */
final class CyclePages {

    private static final String FOLDER = "se/samsyn/core/followup/";
    private static final int PAGE = 60;
    private static final int HISTORY = 20;

    private final CycleService cycles;
    private final FollowUpService followUps;
    private final PlanTypeService planTypes;
    private final UnitRepository units;
    private final History history;

    CyclePages(
            CycleService cycles,
            FollowUpService followUps,
            PlanTypeService planTypes,
            UnitRepository units,
            History history) {
        this.cycles = cycles;
        this.followUps = followUps;
        this.planTypes = planTypes;
        this.units = units;
        this.history = history;
    }

    List<Route> routes() {
        Access read = Access.permission(CorePermissions.PLAN_READ);
        Access manage = Access.permission(CorePermissions.CYCLE_MANAGE);
        return List.of(
                Route.get("/cycles", read, this::list),
                Route.get("/cycles/{id}", read, this::show),
                Route.post("/cycles/{id}/open", manage, this::open),
                Route.post("/cycles/{id}/close", manage, this::close),
                Route.post("/cycles/{id}/due", manage, this::changeDue),
                Route.post("/cycles/{id}/analysis", manage, this::askAnalysis));
    }

    /** A round in the list. */
    public record Row(Cycle cycle, String planType, String unit, CycleCount count) {}

    /** How many are at a stage, and where those are listed. */
    public record StageCount(Stage stage, long count, boolean current, String href) {}

    /** A unit's follow-up in the list; no address when the user may know of it but not read it. */
    public record UnitRow(FollowUpProgress progress, @Nullable String href, boolean write) {}

    /** Everything on the page of a round but the form. */
    public record View(
            Cycle cycle,
            String planType,
            String unit,
            boolean manages,
            int total,
            long handedIn,
            boolean all,
            List<StageCount> stages,
            List<UnitRow> rows,
            @Nullable String next,
            @Nullable String previous,
            int plansWithout,
            List<HistoryItem> history) {}

    private Response list(Request request) {
        Map<Long, CycleCount> counts = cycles.counts();
        Map<Long, String> types = typeNames();
        List<Cycle> all = cycles.all();
        Map<Long, Unit> tops = units.find(all.stream().map(Cycle::unitId).collect(Collectors.toSet()));
        List<Row> rows = all.stream()
                .map(cycle -> new Row(
                        cycle,
                        types.getOrDefault(cycle.planTypeId(), ""),
                        tops.get(cycle.unitId()).name(),
                        counts.getOrDefault(cycle.id(), new CycleCount(0, 0))))
                .toList();
        return Response.page(
                FOLDER + "cycles", Map.of("rows", rows, "manages", cycles.mayManage(HttpRequest.user(request))));
    }

    private Response show(Request request) {
        Cycle cycle = cycles.get(Addresses.id(request, "id"));
        return page(request, cycle, Form.of(Map.of("due", cycle.due())));
    }

    private Response open(Request request) {
        return change(request, "followup.cycle.opened", (user, id, version, form) -> cycles.open(user, id, version));
    }

    private Response close(Request request) {
        return change(request, "followup.cycle.closed", (user, id, version, form) -> cycles.close(user, id, version));
    }

    private Response changeDue(Request request) {
        return change(request, "followup.cycle.moved", (user, id, version, form) -> {
            Optional<LocalDate> due = CycleFormPages.date(request, form, "due");
            return due.isPresent() ? cycles.changeDue(user, id, version, due.get()) : cycles.get(id);
        });
    }

    private Response askAnalysis(Request request) {
        boolean asks = "true".equals(request.form("asks"));
        return change(
                request,
                asks ? "followup.cycle.analysis.asked" : "followup.cycle.analysis.unasked",
                (user, id, version, form) -> cycles.askAnalysis(user, id, version, asks));
    }

    private interface Change {
        Cycle apply(CurrentUser user, long id, int version, Form form);
    }

    private Response change(Request request, String notice, Change change) {
        long id = Addresses.id(request, "id");
        Form form = Form.of(request);
        try {
            Cycle changed = change.apply(HttpRequest.user(request), id, FollowUpPages.version(request), form);
            return form.valid()
                    ? Response.redirect(Addresses.cycle(id)).withNotice(notice, changed.name())
                    : page(request, changed, form).withStatus(422);
        } catch (Rejection rejection) {
            return page(request, cycles.get(id), form.reject(rejection, request::text)).withStatus(422);
        } catch (StaleVersion e) {
            return page(request, cycles.get(id), form.reject("", request.text("web.error.stale"))).withStatus(409);
        }
    }

    private Response.Page page(Request request, Cycle cycle, Form form) {
        CurrentUser user = HttpRequest.user(request);
        boolean manages = cycles.mayManage(user, cycle);
        List<FollowUpProgress> all = followUps.ofCycle(user, cycle.id());
        Map<Stage, Long> byStage =
                all.stream().collect(Collectors.groupingBy(FollowUpProgress::stage, Collectors.counting()));
        Stage chosen = Arrays.stream(Stage.values())
                .filter(stage -> stage.name().equals(request.query("stage")))
                .findFirst()
                .orElse(null);
        List<FollowUpProgress> listed =
                all.stream().filter(p -> chosen == null || p.stage() == chosen).toList();
        int last = Math.max(0, (listed.size() - 1) / PAGE);
        int number = (int) Math.min(last, Ids.parse(request.query("page")).orElse(0));
        String address = Addresses.cycle(cycle.id()) + "?" + (chosen == null ? "" : "stage=" + chosen + "&") + "page=";
        View view = new View(
                cycle,
                typeNames().getOrDefault(cycle.planTypeId(), ""),
                units.find(cycle.unitId()).orElseThrow().name(),
                manages,
                all.size(),
                byStage.getOrDefault(Stage.HANDED_IN, 0L),
                chosen == null,
                stages(cycle, byStage, chosen),
                rows(user, listed.subList(number * PAGE, Math.min(listed.size(), (number + 1) * PAGE))),
                number < last ? address + (number + 1) : null,
                number > 0 ? address + (number - 1) : null,
                manages ? cycles.plansWithout(cycle) : 0,
                history.of(CycleService.ENTITY, cycle.id(), HISTORY, request));
        return Response.page(FOLDER + "cycle", Map.of("view", view, "form", form));
    }

    private List<UnitRow> rows(CurrentUser user, List<FollowUpProgress> listed) {
        Set<Long> writable = user.units(CorePermissions.ASSESSMENT_WRITE);
        return listed.stream()
                .map(p -> {
                    long id = p.followUp().id();
                    boolean write = writable.contains(p.followUp().unitId());
                    boolean open = p.stage() != Stage.HANDED_IN && p.cycleState() == Cycle.State.OPEN;
                    String href = p.stage() == Stage.HANDED_IN || write
                            ? write && open ? Addresses.followUp(id) : Addresses.read(id)
                            : null;
                    return new UnitRow(p, href, write && open);
                })
                .toList();
    }

    private static List<StageCount> stages(Cycle cycle, Map<Stage, Long> counts, @Nullable Stage chosen) {
        return Arrays.stream(Stage.values())
                .map(stage -> new StageCount(
                        stage,
                        counts.getOrDefault(stage, 0L),
                        stage == chosen,
                        Addresses.cycle(cycle.id()) + "?stage=" + stage))
                .toList();
    }

    private Map<Long, String> typeNames() {
        return planTypes.all().stream().collect(Collectors.toMap(PlanType::id, PlanType::name));
    }
}
