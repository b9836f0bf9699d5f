package se.samsyn.core.web;

import java.util.Locale;
import java.util.Optional;
import se.samsyn.core.access.CurrentUser;

/** Who a request comes from; implemented where users are kept. */
public interface Sessions {

    /** The session of a cookie's value; empty when it is unknown, ended or forged. */
    Optional<Session> find(String cookie);

    /** As {@link #find}, without that counting as use of the session. */
    Optional<Session> peek(String cookie);

    /** The user of a bearer token; empty when it is unknown or revoked. */
    Optional<CurrentUser> ofToken(String token);

    /** Someone who is not signed in. */
    CurrentUser nobody(Locale locale);

    /**
     * A signed-in session.
     *
     * @param user who it is
     * @param csrf the token that its unsafe forms carry
     */
    record Session(CurrentUser user, String csrf) {}
}
