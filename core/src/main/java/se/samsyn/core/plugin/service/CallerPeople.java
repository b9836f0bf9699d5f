package se.samsyn.core.plugin.service;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import se.samsyn.api.access.Role;
import se.samsyn.api.people.People;
import se.samsyn.api.people.Person;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.people.User;
import se.samsyn.core.people.UserRepository;

/** Who there is. */
record CallerPeople(CurrentUser user, UserRepository users) implements People {

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
    public List<Person> search(String text, int limit) {
        throw new UnsupportedOperationException("search");
    }

    @Override
    public List<Person> withRole(Role role, String unitId) {
        throw new UnsupportedOperationException("withRole");
    }
}
