package se.samsyn.core.planning;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import se.samsyn.core.access.CurrentUser;

/** The causes that activities can point at; told by whoever analyses results. */
public interface ActivityCauses {

    /** Those of the causes that the user may see, by id; those that have been taken away are left out. */
    Map<Long, FoundCause> of(CurrentUser user, Collection<Long> ids);

    /** What can be done something about on the unit, of what the user may see: what is not rejected, the latest first. */
    List<FoundCause> onUnit(CurrentUser user, long unitId);

    /** What those of the causes say that have been handed in, whoever asks. */
    Map<Long, String> texts(Collection<Long> ids);
}
