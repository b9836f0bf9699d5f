package se.samsyn.core.web;

import org.jspecify.annotations.Nullable;
import se.samsyn.core.access.Initials;

/** What the macros of pages take. */
public final class PageParts {

    private PageParts() {}

    /** A step of the breadcrumb. */
    public record Crumb(String label, String href) {}

    /** A button at the head of a page; the variant is empty for the one primary action. */
    public record Action(String text, String href, String icon, String variant) {}

    /** A tab, with the number of what is behind it or null. */
    public record Tab(String label, String href, boolean current, @Nullable Integer count) {}

    /** Something to choose. */
    public record Option(Object value, String label, @Nullable String help) {

        public Option(Object value, String label) {
            this(value, label, null);
        }
    }

    /** A person, as lists show them. */
    public record Who(long id, String name, String initials) {

        public static Who of(long id, String name) {
            return new Who(id, name, Initials.of(name));
        }
    }

    /** How many have a status. */
    public record Tally(@Nullable String code, String text, int count) {}
}
