package se.samsyn.core.imports;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.imports.Staging.Chunk;
import se.samsyn.core.imports.UnitDirectory.Entry;
import se.samsyn.core.imports.Verdict.Difference;
import se.samsyn.core.imports.format.Item.Authority;
import se.samsyn.core.imports.format.Item.UnitItem;
import se.samsyn.core.organisation.Unit;
import se.samsyn.core.organisation.Unit.Standing;
import se.samsyn.core.organisation.UnitDetails;
import se.samsyn.core.organisation.UnitGroupRepository;
import se.samsyn.core.organisation.UnitGroupService;
import se.samsyn.core.organisation.UnitRepository;
import se.samsyn.core.organisation.UnitService;
import se.samsyn.core.web.Rejection;

/** Units: those that are there are recognised by their identifiers and get what the file decides. */
final class UnitMerger implements Merger<UnitItem> {

    private final UnitRepository repository;
    private final UnitService service;
    private final UnitGroupRepository groups;
    private final UnitGroupService groupService;
    private final UnitDirectory units;
    private final UnitDrafts drafts;
    private final CurrentUser who;

    UnitMerger(
            UnitRepository repository,
            UnitService service,
            UnitGroupRepository groups,
            UnitGroupService groupService,
            UnitDirectory units,
            CurrentUser who) {
        this.repository = repository;
        this.service = service;
        this.groups = groups;
        this.groupService = groupService;
        this.units = units;
        this.drafts = new UnitDrafts(units);
        this.who = who;
    }

    @Override
    public List<Verdict> plan(List<UnitItem> items) {
        Map<Long, Unit> existing = existing(items);
        Map<Long, Set<Long>> members = groups.members(existing.keySet());
        List<Verdict> verdicts = new ArrayList<>(items.size());
        for (UnitItem item : items) {
            Unit unit = drafts.find(item).map(entry -> existing.get(entry.id())).orElse(null);
            Verdict verdict = unit == null
                    ? planNew(item)
                    : planChange(item, unit, members.getOrDefault(unit.id(), Set.of()));
            verdicts.add(verdict);
        }
        return verdicts;
    }

    private Map<Long, Unit> existing(List<UnitItem> items) {
        return repository.find(items.stream()
                .map(drafts::find)
                .flatMap(Optional::stream)
                .map(Entry::id)
                .collect(Collectors.toSet()));
    }

    private Verdict planNew(UnitItem item) {
        if (units.ambiguous(item.ref())) {
            return Verdict.rejected("imports.reason.ambiguous", item.ref());
        }
        if (item.standing() == Standing.OWN && !item.ref().equals(UnitItem.ROOT)) {
            if (item.parent() != null && units.find(item.parent()).isEmpty()) {
                return units.planned(item.parent())
                        ? Verdict.CREATED
                        : Verdict.rejected("imports.reason.parent", item.parent());
            }
            if (item.parent() == null && units.root().isEmpty()) {
                return units.planned(UnitItem.ROOT) ? Verdict.CREATED : Verdict.rejected("imports.reason.noroot");
            }
        }
        return checked(0, drafts.details(item), Verdict.CREATED);
    }

    private Verdict planChange(UnitItem item, Unit unit, Set<Long> members) {
        if (item.parent() != null && units.find(item.parent()).isEmpty() && !units.planned(item.parent())) {
            return Verdict.rejected("imports.reason.parent", item.parent());
        }
        UnitDetails wanted = drafts.wanted(item, unit);
        List<Difference> changes = drafts.differences(unit, wanted);
        if (item.authority() == Authority.ALL && item.parent() != null && units.find(item.parent()).isEmpty()) {
            changes.add(new Difference("parent", drafts.name(unit.parentId()), item.parent()));
        }
        if (item.members() != null) {
            long known = item.members().stream().filter(ref -> units.find(ref).isPresent()).count();
            if (!members.equals(drafts.ids(item.members())) || known < item.members().size()) {
                String after = String.valueOf(item.members().size());
                changes.add(new Difference("members", String.valueOf(members.size()), after));
            }
        }
        return checked(unit.id(), wanted, Verdict.of(changes));
    }

    private Verdict checked(long id, UnitDetails details, Verdict verdict) {
        if (verdict.state() == RowState.UNCHANGED) {
            return verdict;
        }
        try {
            service.check(id, details);
            return verdict;
        } catch (Rejection rejection) {
            return refused(rejection);
        }
    }

    static Verdict refused(Rejection rejection) {
        Rejection.Reason reason = rejection.reasons().get(0);
        return Verdict.rejected(reason.key(), reason.arguments().toArray());
    }

    @Override
    public void save(Staging staging) {
        List<UnitItem> saved = new ArrayList<>();
        List<Waiting> waiting = new ArrayList<>();
        for (Chunk<UnitItem> chunk : staging.toSave(UnitItem.class)) {
            Map<Long, Unit> existing = existing(chunk.items());
            List<UnitItem> beside = new ArrayList<>();
            for (int i = 0; i < chunk.items().size(); i++) {
                Waiting row = new Waiting(chunk.numbers().get(i), chunk.items().get(i));
                if (row.item().standing() != Standing.OWN && drafts.find(row.item()).isEmpty()) {
                    beside.add(row.item());
                } else if (row.waits(units)) {
                    waiting.add(row);
                } else {
                    save(staging, row, existing, saved);
                }
            }
            saveBeside(beside, saved);
        }
        saveThoseBelow(staging, waiting, saved);
        saveMembers(saved);
    }

    /** What stands beside our tree comes in thousands, and was checked when it was planned. */
    private void saveBeside(List<UnitItem> items, List<UnitItem> saved) {
        List<Unit> created =
                service.createBeside(who, items.stream().map(drafts::details).toList());
        for (int i = 0; i < items.size(); i++) {
            units.saved(items.get(i), created.get(i));
            if (items.get(i).members() != null) {
                saved.add(items.get(i));
            }
        }
    }

    /** A unit, and its number in the stage, that may stand before the one above it. */
    private record Waiting(long number, UnitItem item) {
        boolean waits(UnitDirectory units) {
            return item.parent() != null && units.find(item.parent()).isEmpty();
        }
    }

    private void saveThoseBelow(Staging staging, List<Waiting> rows, List<UnitItem> saved) {
        List<Waiting> waiting = rows;
        boolean progress = true;
        while (progress && !waiting.isEmpty()) {
            List<Waiting> still = waiting.stream().filter(row -> row.waits(units)).toList();
            progress = still.size() < waiting.size();
            List<Waiting> ready = new ArrayList<>(waiting);
            ready.removeAll(still);
            Map<Long, Unit> existing = existing(ready.stream().map(Waiting::item).toList());
            ready.forEach(row -> save(staging, row, existing, saved));
            waiting = still;
        }
        waiting.forEach(row -> staging.decide(
                List.of(row.number()), List.of(Verdict.rejected("imports.reason.parent", row.item().parent()))));
    }

    private void save(Staging staging, Waiting row, Map<Long, Unit> existing, List<UnitItem> saved) {
        try {
            units.saved(row.item(), save(row.item(), existing));
            if (row.item().members() != null) {
                saved.add(row.item());
            }
        } catch (Rejection rejection) {
            staging.decide(List.of(row.number()), List.of(refused(rejection)));
        }
    }

    private void saveMembers(List<UnitItem> saved) {
        Map<Long, Set<Long>> members = new HashMap<>();
        for (UnitItem item : saved) {
            units.find(item.ref()).ifPresent(group -> members.put(group.id(), drafts.ids(item.members())));
            if (members.size() == 500) {
                groupService.replaceMembers(who, members);
                members.clear();
            }
        }
        groupService.replaceMembers(who, members);
    }

    private Unit save(UnitItem item, Map<Long, Unit> existing) {
        Unit unit = drafts.find(item).map(entry -> existing.get(entry.id())).orElse(null);
        return unit == null
                ? service.create(who, drafts.details(item))
                : service.update(who, unit.id(), unit.version(), drafts.wanted(item, unit));
    }
}
