package se.samsyn.core.imports;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.access.Role;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.imports.Staging.Chunk;
import se.samsyn.core.imports.UnitDirectory.Entry;
import se.samsyn.core.imports.Verdict.Difference;
import se.samsyn.core.imports.format.Item.PersonItem;
import se.samsyn.core.organisation.Unit.Standing;
import se.samsyn.core.people.RoleAssignment;
import se.samsyn.core.people.RoleRepository;
import se.samsyn.core.people.RoleService;
import se.samsyn.core.people.User;
import se.samsyn.core.people.UserDetails;
import se.samsyn.core.people.UserRepository;
import se.samsyn.core.people.UserService;
import se.samsyn.core.web.Messages;
import se.samsyn.core.web.Rejection;

/** People and their roles. They get no password here; roles that the file does not mention stay. */
final class PersonMerger implements Merger<PersonItem> {

    private final UserRepository users;
    private final RoleRepository roles;
    private final UserService userService;
    private final RoleService roleService;
    private final UnitDirectory units;
    private final CurrentUser who;
    private final LocalDate today;
    private final Set<String> planned = new HashSet<>();

    PersonMerger(
            UserRepository users,
            RoleRepository roles,
            UserService userService,
            RoleService roleService,
            UnitDirectory units,
            CurrentUser who,
            LocalDate today) {
        this.users = users;
        this.roles = roles;
        this.userService = userService;
        this.roleService = roleService;
        this.units = units;
        this.who = who;
        this.today = today;
    }

    private record Held(Map<String, User> users, Map<Long, List<RoleAssignment>> roles) {}

    private Held held(List<PersonItem> items) {
        Map<String, User> found =
                users.byUsernames(items.stream().map(PersonItem::username).collect(Collectors.toSet()));
        Set<Long> ids = found.values().stream().map(User::id).collect(Collectors.toSet());
        return new Held(
                new HashMap<>(found),
                new HashMap<>(roles.ofUsers(ids).stream().collect(Collectors.groupingBy(RoleAssignment::userId))));
    }

    @Override
    public List<Verdict> plan(List<PersonItem> items) {
        Held held = held(items);
        return items.stream().map(item -> plan(item, held)).toList();
    }

    private Verdict plan(PersonItem item, Held held) {
        Optional<Entry> unit = item.unit() == null ? Optional.empty() : units.find(item.unit());
        if (item.unit() != null && unit.filter(u -> u.standing() == Standing.OWN).isEmpty()) {
            return Verdict.rejected("imports.reason.unit", item.unit());
        }
        User user = held.users().get(item.username());
        try {
            userService.check(user == null ? 0 : user.id(), details(item, user));
        } catch (Rejection rejection) {
            return UnitMerger.refused(rejection);
        }
        if (user == null) {
            boolean first = planned.add(item.username());
            return first || item.role() != null ? Verdict.CREATED : Verdict.UNCHANGED;
        }
        if (heldAtAnotherTime(item, user, held)) {
            return Verdict.rejected(RoleService.TWICE);
        }
        List<Difference> changes = new ArrayList<>();
        UserDetails wanted = details(item, user);
        compare(changes, "name", user.name(), wanted.name());
        compare(changes, "email", user.email(), wanted.email());
        compare(changes, "locale", user.locale(), wanted.locale());
        if (item.role() != null && unit.isPresent() && !has(held, user.id(), item.role(), unit.get().id())) {
            changes.add(new Difference("role", "", item.role() + " · " + unit.get().name()));
        }
        return Verdict.of(changes);
    }

    private static void compare(
            List<Difference> changes, String field, @Nullable String before, @Nullable String after) {
        if (!Objects.equals(before, after)) {
            changes.add(new Difference(field, Objects.toString(before, ""), Objects.toString(after, "")));
        }
    }

    private boolean has(Held held, long userId, String role, long unitId) {
        return held.roles().getOrDefault(userId, List.of()).stream()
                .anyMatch(a -> a.role().name().equals(role) && a.unitId() == unitId && a.validOn(today));
    }

    /** Whether the role cannot be given from today since the person will have it later. */
    private boolean heldAtAnotherTime(PersonItem item, User user, Held held) {
        if (item.role() == null || item.unit() == null) {
            return false;
        }
        long unit = units.find(item.unit()).orElseThrow().id();
        RoleAssignment wanted =
                new RoleAssignment(0, user.id(), Role.valueOf(item.role()), unit, today, null, 0);
        return !has(held, user.id(), item.role(), unit)
                && held.roles().getOrDefault(user.id(), List.of()).stream().anyMatch(wanted::overlaps);
    }

    /** What the file leaves out stays as it was. */
    private static UserDetails details(PersonItem item, @Nullable User user) {
        String email = item.email() != null || user == null ? item.email() : user.email();
        String locale = item.locale() != null ? item.locale()
                : user != null ? user.locale() : Messages.SWEDISH.getLanguage();
        return new UserDetails(item.username(), item.name(), email, locale);
    }

    @Override
    public void save(Staging staging) {
        for (Chunk<PersonItem> chunk : staging.toSave(PersonItem.class)) {
            Held held = held(chunk.items());
            for (int i = 0; i < chunk.items().size(); i++) {
                try {
                    save(chunk.items().get(i), held);
                } catch (Rejection rejection) {
                    staging.decide(List.of(chunk.numbers().get(i)), List.of(UnitMerger.refused(rejection)));
                }
            }
        }
    }

    private void save(PersonItem item, Held held) {
        User before = held.users().get(item.username());
        if (before != null && heldAtAnotherTime(item, before, held)) {
            throw Rejection.of("role", RoleService.TWICE);
        }
        UserDetails wanted = details(item, before);
        User user = before == null
                ? userService.create(who, wanted)
                : wanted.equals(UserDetails.of(before))
                        ? before
                        : userService.update(who, before.id(), before.version(), wanted);
        held.users().put(item.username(), user);
        if (item.role() != null && item.unit() != null) {
            long unit = units.find(item.unit()).orElseThrow().id();
            if (!has(held, user.id(), item.role(), unit)) {
                RoleAssignment given =
                        roleService.give(who, user.id(), Role.valueOf(item.role()), unit, today, null);
                held.roles().computeIfAbsent(user.id(), id -> new ArrayList<>()).add(given);
            }
        }
    }
}
