package se.samsyn.plugin.meetings;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.PluginDatabase;

/** What meetings wait for from a person. */
final class TaskRepository {

    /** A condition on the meeting {@code t}: the latest of its signing is that a change is asked for, in {@code c}. */
    private static final String SENT_BACK =
            """
            c.entity = '%1$s' and c.entity_id = t.id and c.field = 'sentBack'
              and c.id = (select max(x.id) from p_meetings_change x where x.entity = '%1$s' and x.entity_id = t.id)
            """
                    .formatted(Attestation.ENTITY);

    private final PluginDatabase database;

    TaskRepository(PluginDatabase database) {
        this.database = database;
    }

    /** A meeting that is over and not signed by one who leads or attests its series. */
    record Unsigned(Meeting meeting, String series) {}

    /**
     * A meeting whose minutes someone wants changed.
     *
     * @param leads whether the one who asks is chair or secretary
     */
    record SentBack(Meeting meeting, String series, String personId, String why, boolean leads) {}

    /** An item that someone is to present soon. */
    record Presenting(long itemId, long meetingId, String title, String series, Instant startsAt) {}

    List<Unsigned> unsigned(Insight.Reach reach, int limit) {
        return database.read(handle -> reach.bind(handle.createQuery(
                        """
                        select t.*, s.name from p_meetings_meeting t join p_meetings_series s on s.id = t.series_id
                         where %s and t.state = 'HELD' and t.called_off = false
                           and (exists (select 1 from p_meetings_roll o where o.meeting_id = t.id
                                           and (o.stand_in_id = :me or o.person_id = :me and o.role <> 'MEMBER'))
                                or exists (select 1 from p_meetings_member r where r.series_id = s.id and r.person_id = :me
                                              and r.role in ('ATTESTER', 'CHAIR', 'SECRETARY')))
                           and not exists (select 1 from p_meetings_attestation a
                                            where a.meeting_id = t.id and a.person_id = :me)
                           and not exists (select 1 from p_meetings_change c where %s)
                         order by t.starts_at limit :limit
                        """
                                .formatted(Insight.MINE, SENT_BACK)))
                .bind("limit", limit)
                .map((row, context) -> new Unsigned(MeetingRepository.MEETING.map(row, context), row.getString("name")))
                .list());
    }

    List<SentBack> sentBack(Insight.Reach reach, int limit) {
        return database.read(handle -> reach.bind(handle.createQuery(
                        """
                        select t.*, s.name, c.person_id, c.new_value, r.role in ('CHAIR', 'SECRETARY') as leads
                          from p_meetings_meeting t join p_meetings_series s on s.id = t.series_id
                          join p_meetings_member r on r.series_id = s.id and r.person_id = :me join p_meetings_change c on %s
                         where %s and t.state = 'HELD' and t.called_off = false
                         order by t.starts_at limit :limit
                        """
                                .formatted(SENT_BACK, Insight.MINE)))
                .bind("limit", limit)
                .map((row, context) -> new SentBack(
                        MeetingRepository.MEETING.map(row, context),
                        row.getString("name"),
                        row.getString("person_id"),
                        row.getString("new_value"),
                        row.getBoolean("leads")))
                .list());
    }

    /** Those who sign minutes in these series, whenever; who they were on a day is for the caller to tell. */
    Map<Long, List<Member>> leading(List<Long> seriesIds) {
        Map<Long, List<Member>> members = new HashMap<>();
        if (!seriesIds.isEmpty()) {
            database.read(handle -> handle.createQuery(
                            """
                            select series_id, person_id, role, from_day, to_day, version from p_meetings_member
                             where series_id in (<series>) and role in ('ATTESTER', 'CHAIR', 'SECRETARY')
                            """)
                    .bindList("series", seriesIds)
                    .map((row, context) -> new Member(
                            row.getLong("series_id"),
                            row.getString("person_id"),
                            Member.Role.of(row.getString("role")),
                            LocalDate.parse(row.getString("from_day")),
                            day(row.getString("to_day")),
                            row.getInt("version")))
                    .list())
                    .forEach(member -> members.computeIfAbsent(member.seriesId(), id -> new ArrayList<>()).add(member));
        }
        return members;
    }

    private static @Nullable LocalDate day(@Nullable String text) {
        return text == null ? null : LocalDate.parse(text);
    }

    /** Who was noted as there or not, by meeting. */
    Map<Long, Map<String, Boolean>> presence(List<Long> meetingIds) {
        Map<Long, Map<String, Boolean>> presence = new HashMap<>();
        if (!meetingIds.isEmpty()) {
            database.read(handle -> handle.createQuery(
                            "select meeting_id, person_id, presence from p_meetings_presence where meeting_id in (<meetings>)")
                    .bindList("meetings", meetingIds)
                    .map((row, context) -> presence.computeIfAbsent(row.getLong("meeting_id"), id -> new HashMap<>())
                            .put(row.getString("person_id"), row.getString("presence").equals("PRESENT")))
                    .list());
        }
        return presence;
    }

    List<Presenting> presenting(Insight.Reach reach, Instant from, Instant to, int limit) {
        return database.read(handle -> reach.bind(handle.createQuery(
                        """
                        select i.id, i.meeting_id, i.title, s.name, t.starts_at from p_meetings_item i
                          join p_meetings_meeting t on t.id = i.meeting_id join p_meetings_series s on s.id = i.series_id
                         where %s and t.state = 'PLANNED' and t.called_off = false and t.starts_at >= :from and t.starts_at < :to
                           and i.presenter_id = :me and i.removed = false
                         order by t.starts_at, i.position limit :limit
                        """
                                .formatted(Insight.MINE)))
                .bind("from", Times.text(from))
                .bind("to", Times.text(to))
                .bind("limit", limit)
                .map((row, context) -> new Presenting(
                        row.getLong("id"),
                        row.getLong("meeting_id"),
                        row.getString("title"),
                        row.getString("name"),
                        Instant.parse(row.getString("starts_at"))))
                .list());
    }
}
