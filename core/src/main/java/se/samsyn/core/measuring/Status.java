package se.samsyn.core.measuring;

/** How it stands, for goals and indicators alike; shown by shape, word and colour. */
public enum Status {
    NOT_STARTED,
    ON_TRACK,
    AT_RISK,
    OFF_TRACK,
    REACHED
}
