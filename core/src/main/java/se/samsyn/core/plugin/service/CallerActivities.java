package se.samsyn.core.plugin.service;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.planning.Activities;
import se.samsyn.api.planning.Activity;
import se.samsyn.api.planning.NewActivity;
import se.samsyn.api.web.InputException;
import se.samsyn.core.access.AccessDenied;
import se.samsyn.core.access.CorePermissions;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.access.Ids;
import se.samsyn.core.planning.ActivityDraft;
import se.samsyn.core.planning.ActivityRow;
import se.samsyn.core.planning.ActivityService;
import se.samsyn.core.web.NotFound;
import se.samsyn.core.web.Rejection;
import se.samsyn.core.web.StaleVersion;
import se.samsyn.core.web.Words;

/** What is done. */
record CallerActivities(CurrentUser user, String plugin, ActivityService activities, Words words)
        implements Activities {

    private static final int ORIGIN_LENGTH = 200;
    private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*/?([?#][A-Za-z0-9._~=&%#-]*)?");

    @Override
    public Map<String, Activity> find(Collection<String> ids) {
        Map<String, Activity> found = new LinkedHashMap<>();
        if (CallerIds.sees(user)) {
            activities.rows(user, CallerIds.numbers(ids))
                    .forEach(row -> found.put(Long.toString(row.activity().id()), shown(row)));
        }
        return found;
    }

    @Override
    public Activity create(NewActivity wanted) {
        @Nullable Long goal = wanted.goalId() == null ? null : id(wanted.goalId(), "goalId");
        long unit = id(wanted.unitId(), "unitId");
        return inWords(goal == null ? "unitId" : "goalId", () -> {
            se.samsyn.core.planning.Activity.Origin origin = origin(wanted);
            ActivityDraft draft = draft(wanted, null);
            if (goal == null) {
                return shown(activities.createOnUnit(user, unit, draft, origin).id());
            }
            requireGoalOn(goal, unit);
            return shown(activities.create(user, goal, draft, origin).id());
        });
    }

    @Override
    public Activity change(String id, int version, NewActivity wanted) {
        return inWords("", () -> {
            ActivityRow row = Ids.parse(id).stream()
                    .boxed()
                    .flatMap(number -> activities.rows(user, List.of(number)).stream())
                    .findFirst()
                    .orElseThrow(() -> new NotFound("activity " + id));
            se.samsyn.core.planning.Activity now = row.activity();
            requireSamePlace(row, wanted);
            boolean own = now.origin() != null && now.origin().plugin().equals(plugin);
            activities.edit(user, now.id(), version, draft(wanted, now), own ? origin(wanted) : now.origin());
            return shown(now.id());
        });
    }

    private ActivityDraft draft(NewActivity wanted, se.samsyn.core.planning.@Nullable Activity now) {
        List<Long> owners = wanted.ownerIds().stream()
                .map(owner -> Ids.parse(owner).orElse(0))
                .sorted()
                .toList();
        ActivityDraft as = now == null ? ActivityDraft.titled("") : ActivityDraft.of(now);
        return new ActivityDraft(
                wanted.title(), wanted.description(), owners, as.starts(), wanted.due(), as.state(), as.progress(),
                as.causeId());
    }

    private se.samsyn.core.planning.Activity.Origin origin(NewActivity wanted) {
        String path = wanted.origin().path();
        if (path.length() > 500 || path.isEmpty() || !PATH.matcher(path).matches()) {
            throw new IllegalArgumentException("Not a route of a plugin: " + path);
        }
        Rejection.Check check = new Rejection.Check();
        String text = check.line("origin", wanted.origin().text(), ORIGIN_LENGTH);
        check.done();
        return new se.samsyn.core.planning.Activity.Origin(plugin, text, path);
    }

    private void requireGoalOn(long goalId, long unitId) {
        activities.unitOfGoal(user, goalId).ifPresent(unit -> new Rejection.Check()
                .that(unit == unitId, "unitId", "plugin.activity.error.unitofgoal")
                .done());
    }

    private static void requireSamePlace(ActivityRow row, NewActivity wanted) {
        String goal = row.goal() == null ? null : Long.toString(row.goal().id());
        new Rejection.Check()
                .that(java.util.Objects.equals(goal, wanted.goalId()), "goalId", "plugin.activity.error.moved")
                .that(Long.toString(row.unitId()).equals(wanted.unitId()), "unitId", "plugin.activity.error.moved")
                .done();
    }

    private long id(String text, String field) {
        OptionalLong id = Ids.parse(text);
        if (id.isEmpty()) {
            throw input(field, words.text("plugin.activity.error." + field));
        }
        return id.getAsLong();
    }

    /** What core says of its own parts, said of the parts of {@link NewActivity}. */
    private Activity inWords(String place, Supplier<Activity> work) {
        try {
            return work.get();
        } catch (Rejection rejection) {
            Map<String, String> errors = new LinkedHashMap<>();
            rejection.reasons().forEach(reason -> errors.putIfAbsent(
                    part(reason.field(), place), words.text(reason.key(), reason.arguments().toArray())));
            throw new InputException(errors.values().stream().collect(Collectors.joining(" ")), errors);
        } catch (AccessDenied denied) {
            throw input(place, words.text("plugin.activity.error.access"));
        } catch (NotFound missing) {
            throw input(place, words.text("plugin.activity.error." + (place.isEmpty() ? "gone" : place)));
        } catch (StaleVersion stale) {
            throw input("", words.text("web.error.stale"));
        }
    }

    private static String part(String field, String place) {
        return switch (field) {
            case "owners" -> "ownerIds";
            case "" -> place;
            default -> field;
        };
    }

    private static InputException input(String field, String text) {
        return new InputException(text, field.isEmpty() ? Map.of() : Map.of(field, text));
    }

    private Activity shown(long id) {
        return shown(activities.row(user, id));
    }

    private Activity shown(ActivityRow row) {
        se.samsyn.core.planning.Activity activity = row.activity();
        return new Activity(
                Long.toString(activity.id()),
                activity.goalId() == null ? null : Long.toString(activity.goalId()),
                Long.toString(row.unitId()),
                activity.title(),
                activity.description(),
                activity.ownerIds().stream().map(String::valueOf).collect(Collectors.toSet()),
                activity.due(),
                Activity.State.valueOf(activity.state().name()),
                "/activities/" + activity.id(),
                activity.version(),
                user.may(CorePermissions.ACTIVITY_EDIT, row.unitId()));
    }
}
