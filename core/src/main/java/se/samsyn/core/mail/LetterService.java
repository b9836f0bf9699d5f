package se.samsyn.core.mail;

import java.time.Clock;
import se.samsyn.core.access.CorePermissions;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.access.Grant;
import se.samsyn.core.change.ChangeLog;
import se.samsyn.core.database.Database;
import se.samsyn.core.web.NotFound;
import se.samsyn.core.web.Rejection;

/** What an administrator does about letters. */
final class LetterService {

    static final String ENTITY = "mail";

    private final Database database;
    private final LetterRepository letters;
    private final Runnable wake;
    private final ChangeLog changes;
    private final Clock clock;

    LetterService(Database database, LetterRepository letters, Runnable wake, ChangeLog changes, Clock clock) {
        this.database = database;
        this.letters = letters;
        this.wake = wake;
        this.changes = changes;
        this.clock = clock;
    }

    /** What the history keeps of it. */
    record Kept(Letter.State state) {}

    /**
     * Gives a letter that failed or was left out another day of attempts.
     *
     * @throws Rejection when it has left, or already waits to
     */
    Letter again(CurrentUser who, long id) {
        Grant grant = who.requireOnAll(CorePermissions.SYSTEM_MANAGE);
        return database.write(() -> {
            Letter letter = letters.find(id).orElseThrow(() -> new NotFound("letter " + id));
            boolean stays = letter.state() == Letter.State.FAILED || letter.state() == Letter.State.LEFT_OUT;
            if (!stays || "gone".equals(letter.reason())) {
                throw Rejection.of("", "mail.error.again");
            }
            Letter again = letter.again(clock.instant());
            letters.update(again);
            changes.record(grant, ENTITY, id, again.version(), null, new Kept(again.state()));
            wake.run();
            return again;
        });
    }
}
