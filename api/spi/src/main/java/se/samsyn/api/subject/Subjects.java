package se.samsyn.api.subject;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Shows what can be talked about, as the caller may see it.
 *
 * <pre>{@code
 * List<SubjectCard> cards = searched == null || searched.isBlank()
 *         ? request.services().subjects().goalsOf(series.unitId())
 *         : request.services().subjects().search(searched, series.unitId(), FOUND);
 * }</pre>
 *
 * <p>A test of it:
 *
 * <pre>{@code
 * assertThat(world.rektor.get(item + "?q=Ekbacken").body()).contains("value=\"UNIT:" + unit + "\"");
 * }</pre>
 *
 * @since 0.9.0
 */
public interface Subjects {

    /** These as they are today, in a fixed number of queries. Unknown ones and those the caller may not see are left out. */
    Map<Subject, SubjectCard> cards(Collection<Subject> subjects);

    /**
     * The same in another language than the caller's, for what is kept for others to read.
     *
     * @param language Swedish or English
     */
    Map<Subject, SubjectCard> cards(Collection<Subject> subjects, Locale language);

    /**
     * Subjects whose name has the text, the nearest first; for choosing one. Where there are more than the limit there are
     * some of each kind.
     *
     * @param text what was typed, at least two characters; else the answer is empty
     * @param unitId the unit that indicators are meant for
     * @param limit at most how many, 1 to 50
     * @throws IllegalArgumentException for another limit
     */
    List<SubjectCard> search(String text, String unitId, int limit);

    /** The unit's goals in the plans that hold today, with their status but without figures; empty for a unit that the caller may not read. */
    List<SubjectCard> goalsOf(String unitId);

    /**
     * What those goals are measured by, each once: the unit's latest figures, and its status where the unit has a target for
     * the period of the figure; empty for a unit that the caller may not read.
     */
    List<SubjectCard> indicatorsOf(String unitId);
}
