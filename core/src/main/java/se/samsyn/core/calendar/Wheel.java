package se.samsyn.core.calendar;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import se.samsyn.core.access.CurrentUser;

/** The annual wheel, from all that have a ring to draw on it. */
public final class Wheel {

    private final List<WheelRings> sources = new CopyOnWriteArrayList<>();

    /** Takes in one more, inside those that there are; when Samsyn is put together. */
    public void add(WheelRings source) {
        sources.add(source);
    }

    /** The rings that there is something on, from the outermost; what is on each by time. */
    WheelRings.Answer of(CurrentUser user, WheelRings.Asked asked) {
        List<WheelRings.Ring> rings = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (WheelRings source : sources) {
            WheelRings.Answer answer = source.rings(user, asked);
            missing.addAll(answer.missing());
            for (WheelRings.Ring ring : answer.rings()) {
                List<CalendarDate> dates = ring.dates().stream()
                        .filter(date -> date.touches(asked.span()))
                        .sorted(PersonalCalendar.BY_TIME)
                        .toList();
                if (!dates.isEmpty()) {
                    rings.add(new WheelRings.Ring(ring.key(), ring.name(), dates));
                }
            }
        }
        return new WheelRings.Answer(rings, missing);
    }
}
