package se.samsyn.plugin.meetings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import se.samsyn.core.TestClient;

/** Pages take as long with 2,000 meetings and 40,000 items as with a few, but for half as much again. */
class MeetingsSizeIT {

    private static final int TIMES = 31;

    /** Below this a page is quick whatever it was before, and the difference is the machine's. */
    private static final Duration QUICK = Duration.ofMillis(8);

    @Test
    void manyMeetingsDoNotSlowAPageDown() {
        try (TestMeetings world = new TestMeetings()) {
            String series = world.series(false);
            String meeting = "";
            for (int i = 0; i < 20; i++) {
                meeting = world.meeting(series, "2026-12-" + (10 + i % 20));
            }
            world.rektor.post(meeting + "/state", Map.of("to", "ONGOING"));
            furnish(world);
            String[] pages = {
                TestMeetings.BASE, series, meeting, meeting + "/room", meeting + "/screen",
                series + "/decisions", series + "/actions", series + "/actions?state=done"
            };
            Duration[] few = measured(world.larare, pages);
            fill(world);
            furnish(world);
            Duration[] many = measured(world.larare, pages);
            for (int i = 0; i < pages.length; i++) {
                Duration limit = few[i].multipliedBy(3).dividedBy(2);
                assertThat(many[i]).as(pages[i] + ", before " + few[i]).isLessThan(limit.compareTo(QUICK) > 0 ? limit : QUICK);
            }
        }
    }

    private static Duration[] measured(TestClient client, String... pages) {
        return Arrays.stream(pages).map(page -> median(client, page)).toArray(Duration[]::new);
    }

    private static Duration median(TestClient client, String page) {
        long[] nanos = new long[TIMES];
        for (int i = 0; i < TIMES; i++) {
            long start = System.nanoTime();
            assertThat(client.get(page).status()).isEqualTo(200);
            nanos[i] = System.nanoTime() - start;
        }
        Arrays.sort(nanos);
        return Duration.ofNanos(nanos[TIMES / 2]);
    }

    /** Copies the first meeting until there are 2,000, each with twenty items. */
    private static void fill(TestMeetings world) {
        world.samsyn.app().database().write(() -> world.samsyn.app().database().jdbi().useHandle(handle -> {
            for (int i = 0; i < 1_980; i++) {
                String day = LocalDate.parse("2019-01-01").plusDays(i).toString();
                long meeting = handle.createQuery(
                                """
                                insert into p_meetings_meeting (series_id, starts_at, ends_at, place, state, called_off,
                                       called_off_why, created_at, created_by, version)
                                select series_id, :day || 'T08:00:00.000Z', :day || 'T09:00:00.000Z', place, 'HELD', false, '',
                                       created_at, created_by, 1 from p_meetings_meeting order by id limit 1 returning id
                                """)
                        .bind("day", day)
                        .mapTo(Long.class)
                        .one();
                for (int j = 1; j <= 20; j++) {
                    handle.createUpdate(
                                    """
                                    insert into p_meetings_item (meeting_id, series_id, position, title, minutes, state, proposed_by,
                                           removed, version)
                                    select :meeting, series_id, :position, title, minutes, 'DONE', proposed_by, false, 1
                                      from p_meetings_item order by id limit 1
                                    """)
                            .bind("meeting", meeting)
                            .bind("position", j)
                            .execute();
                }
            }
        }));
    }

    /** Lets every item have a note, a decision and something that was done. */
    private static void furnish(TestMeetings world) {
        world.samsyn.app().database().write(() -> world.samsyn.app().database().jdbi().useHandle(handle -> {
            handle.execute(
                    """
                    insert into p_meetings_decision (item_id, meeting_id, series_id, text, removed, changed_by, changed_at, version)
                    select id, meeting_id, series_id, 'Vi gör så.', false, proposed_by, '2026-01-01T00:00:00.000Z', 1
                      from p_meetings_item where id not in (select item_id from p_meetings_note)
                    """);
            handle.execute(
                    """
                    insert into p_meetings_action (item_id, meeting_id, series_id, text, owner_id, unit_id, state, removed, changed_by,
                           changed_at, version)
                    select id, meeting_id, series_id, 'Göra så.', proposed_by, '1', 'DONE', false, proposed_by, '2026-01-01T00:00:00.000Z', 1
                      from p_meetings_item where id not in (select item_id from p_meetings_note)
                    """);
            handle.execute(
                    """
                    insert into p_meetings_note (item_id, text, changed_by, changed_at, version)
                    select id, 'Det sades en hel del.', proposed_by, '2026-01-01T00:00:00.000Z', 1 from p_meetings_item
                     where id not in (select item_id from p_meetings_note)
                    """);
        }));
    }
}
