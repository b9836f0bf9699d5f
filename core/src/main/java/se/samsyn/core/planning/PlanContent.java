package se.samsyn.core.planning;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * All that a plan said at an instant: its goals, what they come from, are measured by and aim at, and what is to be done.
 * Units, levels, indicators and other goals are named as they were then; people are ids, since a person can be erased.
 *
 * <p>Written as JSON the same content is always the same bytes: names in order, and nothing written that is empty, so that
 * a part that comes to this record later changes nothing of how earlier content is written.
 *
 * @param above the units that the plan's unit was in, from the top
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record PlanContent(
        String format, PlanFacts plan, @Nullable Named unit, List<Named> above, ModelContent model, List<GoalContent> goals) {

    /** How the JSON is written; to be changed only with how earlier content is read. */
    static final String FORMAT = "samsyn-plan-1";

    private static final JsonMapper CANONICAL = JsonMapper.builder()
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .disable(MapperFeature.SORT_CREATOR_PROPERTIES_FIRST)
            .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    /** Without parts where the JSON has none. */
    public PlanContent {
        above = above == null ? List.of() : List.copyOf(above);
        goals = goals == null ? List.of() : List.copyOf(goals);
    }

    /** Something by what it was called. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Named(String id, @Nullable String name) {}

    /** The plan itself; the decision is the latest that adopted it. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record PlanFacts(
            String id,
            String title,
            String period,
            Plan.State state,
            int edition,
            @Nullable LocalDate adoptedOn,
            @Nullable String decidedBy,
            @Nullable String registryNumber,
            @Nullable String correction) {}

    /** The governance model with its levels from the highest. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record ModelContent(String id, @Nullable String name, List<Named> levels) {
        public ModelContent {
            levels = levels == null ? List.of() : List.copyOf(levels);
        }
    }

    /** A goal; those of a plan stand from the highest level, each level in its own order. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record GoalContent(
            String id,
            String level,
            String title,
            @Nullable String description,
            @Nullable String owner,
            @Nullable String previousGoal,
            List<LinkContent> links,
            List<IndicatorContent> indicators,
            List<ActivityContent> activities) {
        public GoalContent {
            links = links == null ? List.of() : List.copyOf(links);
            indicators = indicators == null ? List.of() : List.copyOf(indicators);
            activities = activities == null ? List.of() : List.copyOf(activities);
        }
    }

    /** A goal above, and what is done with it. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record LinkContent(String goal, @Nullable String title, Goal.LinkKind kind) {}

    /** An indicator, and what the plan's unit aims at for the plan's year. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record IndicatorContent(
            String id,
            @Nullable String name,
            @Nullable String unitOfMeasure,
            @Nullable String targetPeriod,
            @Nullable BigDecimal target) {}

    /** An activity, as far as it had come. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record ActivityContent(
            String id,
            String title,
            @Nullable String description,
            List<String> owners,
            @Nullable LocalDate starts,
            @Nullable LocalDate due,
            Activity.State state,
            int progress,
            @Nullable String previousActivity) {
        public ActivityContent {
            owners = owners == null ? List.of() : List.copyOf(owners);
        }
    }

    /** The content as it is kept and sent. */
    public String json() {
        return CANONICAL.writeValueAsString(this);
    }

    /** What {@link #json()} wrote. */
    static PlanContent of(String json) {
        return CANONICAL.readValue(json, PlanContent.class);
    }
}
