package se.samsyn.core.measuring;

/** What a merge did with its rows; one that names the same figure twice counts once. */
public record MergeResult(int created, int changed, int unchanged) {}
