package se.samsyn.plugin.meetings;

/**
 * What is on the agenda of each new meeting of a series.
 *
 * @param position from 1
 */
public record TemplateItem(long id, int position, String title, int minutes, int version) {}
