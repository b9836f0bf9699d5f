package se.samsyn.core.plugin.service;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import se.samsyn.api.access.Role;
import se.samsyn.api.people.People;
import se.samsyn.api.people.Person;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.access.Ids;
import se.samsyn.core.database.Times;
import se.samsyn.core.people.User;
import se.samsyn.core.people.UserRepository;

/** Who there is. */
record CallerPeople(CurrentUser user, UserRepository users, Clock clock) implements People {

    private static final int MOST = 2_000;

    @Override
    public Map<String, String> names(Collection<String> ids) {
        List<Long> numbers = CallerIds.numbers(ids);
        if (!CallerIds.sees(user) || numbers.isEmpty()) {
            return Map.of();
        }
        return users.find(numbers).values().stream()
                .collect(Collectors.toMap(found -> Long.toString(found.id()), User::name));
    }

    @Override
    public Set<String> active(Collection<String> ids) {
        List<Long> numbers = CallerIds.numbers(ids);
        if (!CallerIds.sees(user) || numbers.isEmpty()) {
            return Set.of();
        }
        return users.find(numbers).values().stream()
                .filter(found -> found.state() == User.State.ACTIVE)
                .map(found -> Long.toString(found.id()))
                .collect(Collectors.toSet());
    }

    @Override
    public List<Person> search(String text, int limit) {
        CallerIds.requireLimit(limit, MOST);
        return CallerIds.sees(user) ? shown(users.named(text, limit)) : List.of();
    }

    @Override
    public List<Person> withRole(Role role, String unitId) {
        OptionalLong unit = Ids.parse(unitId);
        return CallerIds.sees(user) && unit.isPresent()
                ? shown(users.withRole(role, unit.getAsLong(), Times.date(clock.instant())))
                : List.of();
    }

    @Override
    public List<Person> nearestWithRole(Role role, String unitId) {
        OptionalLong unit = Ids.parse(unitId);
        return CallerIds.sees(user) && unit.isPresent()
                ? shown(users.nearestWithRole(role, unit.getAsLong(), Times.date(clock.instant())))
                : List.of();
    }

    private static List<Person> shown(List<User> found) {
        return found.stream()
                .map(person -> new Person(Long.toString(person.id()), person.name(), true))
                .toList();
    }
}
