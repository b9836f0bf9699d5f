package se.samsyn.core.people;

import org.jspecify.annotations.Nullable;

/** What one decides about a person; see {@link User}. */
public record UserDetails(String username, String name, @Nullable String email, String locale) {

    public static UserDetails of(User user) {
        return new UserDetails(user.username(), user.name(), user.email(), user.locale());
    }

    User as(long id, User.State state, int version) {
        return new User(id, username, name, email, locale, state, version);
    }
}
