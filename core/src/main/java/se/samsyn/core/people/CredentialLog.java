package se.samsyn.core.people;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.access.Grant;
import se.samsyn.core.change.ChangeLog;
import se.samsyn.core.database.Times;

/** What the change log tells of passwords, links and tokens: that it was done, by whom and when; never what they are. */
final class CredentialLog {

    static final String PASSWORD = "password";
    static final String LINK = "one_time_link";
    static final String TOKEN = "api_token";

    private final ChangeLog changes;

    CredentialLog(ChangeLog changes) {
        this.changes = changes;
    }

    /** What people may do to their own account by being signed in. */
    static Grant own(CurrentUser who) {
        return new Grant(who.userId(), null, who.origin());
    }

    /** The person has a password from now on, or another one. */
    void password(Grant grant, long userId) {
        note(grant, PASSWORD, List.of(userId), Map.of("user", userId));
    }

    /** Each of these people has a one-time link from now on. */
    void links(Grant grant, Collection<Long> userIds, Instant expiresAt) {
        note(grant, LINK, userIds, Map.of("expiresAt", Times.text(expiresAt)));
    }

    void tokenMade(Grant grant, long userId, long tokenId, String label) {
        changes.record(grant, TOKEN, tokenId, 1, null, Map.of("user", userId, "label", label));
    }

    void tokenRevoked(Grant grant, long tokenId) {
        changes.record(grant, TOKEN, tokenId, 2, null, null);
    }

    /** Keeps no label of the person's tokens, since people write their names in them. */
    void forget(long userId) {
        changes.holding(TOKEN, "user", userId).forEach(token -> changes.forget(TOKEN, token, Map.of("user", userId)));
    }

    private void note(Grant grant, String what, Collection<Long> userIds, Object state) {
        Map<Long, Integer> latest = changes.versions(what, userIds);
        changes.record(
                changes.begin(grant),
                what,
                userIds.stream()
                        .map(id -> new ChangeLog.Version(id, latest.getOrDefault(id, 0) + 1, null, state))
                        .toList());
    }
}
