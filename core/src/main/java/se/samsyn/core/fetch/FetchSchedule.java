package se.samsyn.core.fetch;

/**
 * Whether a source is fetched by itself.
 *
 * @param nightly every night
 * @param version 0 while nobody has said anything
 */
record FetchSchedule(Source source, boolean nightly, int version) {}
