package se.samsyn.core.organisation;

import java.util.List;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.web.Request;

/** Who has a role on a unit; implemented where people are kept. */
@FunctionalInterface
public interface UnitPeople {

    /** Those with a role on the unit today, in the order of the roles. */
    List<Holder> on(long unitId, Request request);

    /**
     * Someone with a role.
     *
     * @param role the role's name in the caller's language
     * @param leads whether the role answers for something, rather than working or reading there
     * @param deputy who acts for them today; null when they act themselves
     * @param href where more is told of them; null when the caller may not see it
     */
    record Holder(
            String role,
            boolean leads,
            String name,
            String initials,
            @Nullable String deputy,
            @Nullable String href) {}
}
