package se.samsyn.core.planning;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import se.samsyn.core.database.Times;

/**
 * A plan as it was adopted once. Its content, which is kept byte by byte, is read apart.
 *
 * @param adoptedOn the day of the decision
 * @param decidedBy who made it; empty for what was adopted before that was asked for
 * @param registryNumber may be empty
 * @param correction what it corrects in the edition before; empty for the first
 * @param recordedBy who wrote the decision down; null when the system did
 * @param recordedAt when
 * @param sha256 of the content, in hexadecimal
 */
public record PlanEdition(
        long planId,
        int number,
        LocalDate adoptedOn,
        String decidedBy,
        String registryNumber,
        String correction,
        @Nullable String recordedBy,
        Instant recordedAt,
        String sha256) {

    /** The instant that shows the plan as it was adopted, as addresses write it. */
    public String seen() {
        return Times.text(recordedAt);
    }
}
