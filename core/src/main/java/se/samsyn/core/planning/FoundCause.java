package se.samsyn.core.planning;

import org.jspecify.annotations.Nullable;

/**
 * A cause with the analysis that found it.
 *
 * @param goalId the goal of the analysis; null when it is of the unit across its goals
 * @param round the name of the round of follow-up
 * @param handedIn false while only those who write it see it
 * @param href where it is read
 */
public record FoundCause(
        Cause cause, long unitId, @Nullable Long goalId, String round, boolean handedIn, String href) {}
