package ${package};

import java.time.Instant;

/**
 * A file that the nightly import took in.
 *
 * @param at when
 * @param file its name
 * @param outcome how it went, in a sentence
 */
public record Delivery(Instant at, String file, String outcome) {}
