package se.samsyn.core.followup;

/** How many follow-ups a round has, and how many of them are handed in. */
public record CycleCount(int total, int handedIn) {}
