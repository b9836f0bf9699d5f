package se.samsyn.plugin.meetings;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import se.samsyn.api.web.Request;
import se.samsyn.api.web.Response;

/** One's next meeting, on 'Min sida'. */
final class NextMeetingPanel {

    private static final Duration AHEAD = Duration.ofDays(60);

    private final Store store;
    private final Insight insight;
    private final Clock clock;

    NextMeetingPanel(Store store, Insight insight, Clock clock) {
        this.store = store;
        this.insight = insight;
        this.clock = clock;
    }

    Response show(Request request) {
        Instant now = clock.instant();
        Map<String, Object> model = new HashMap<>();
        model.put("meeting", null);
        store.meetings().coming(insight.reach(request.caller()), now.minus(StartPage.OVERRUN), now, now.plus(AHEAD), 1).stream()
                .findFirst()
                .ifPresent(row -> {
                    model.put("meeting", Views.line(request, row, "", now));
                    List<Item> agenda = store.items().of(row.meeting().id());
                    model.put("agenda", agenda.stream().limit(4).map(Item::title).toList());
                    model.put("more", Math.max(0, agenda.size() - 4));
                });
        return Response.page("meetings/next-panel", model);
    }
}
