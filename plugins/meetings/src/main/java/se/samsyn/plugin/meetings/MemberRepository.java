package se.samsyn.plugin.meetings;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import se.samsyn.api.PluginDatabase;

/** Members of series in the plugin's tables. */
final class MemberRepository {

    private static final String SELECT =
            "select series_id, person_id, role, from_day, to_day, version from p_meetings_member";
    private static final String NOW = " and from_day <= :day and (to_day is null or to_day >= :day)";
    private static final String ORDER =
            " order by case role when 'CHAIR' then 1 when 'SECRETARY' then 2 when 'ATTESTER' then 3 else 4 end, from_day, person_id";
    private static final RowMapper<Member> MEMBER = (row, context) -> {
        String to = row.getString("to_day");
        return new Member(
                row.getLong("series_id"),
                row.getString("person_id"),
                Member.Role.of(row.getString("role")),
                LocalDate.parse(row.getString("from_day")),
                to == null ? null : LocalDate.parse(to),
                row.getInt("version"));
    };

    private final PluginDatabase database;
    private final ChangeTrail trail;

    MemberRepository(PluginDatabase database, ChangeTrail trail) {
        this.database = database;
        this.trail = trail;
    }

    Optional<Member> find(long seriesId, String personId, LocalDate day) {
        return database.read(handle -> handle.createQuery(
                        SELECT + " where series_id = :series and person_id = :person" + NOW)
                .bind("series", seriesId)
                .bind("person", personId)
                .bind("day", day.toString())
                .map(MEMBER)
                .findOne());
    }

    /** Those who are members on the day: the chair first, then by role and by who has been one longest. */
    List<Member> of(long seriesId, LocalDate day) {
        return database.read(handle -> of(handle, seriesId, day));
    }

    /** The same of several series. */
    List<Member> of(Set<Long> seriesIds, LocalDate day) {
        return of(seriesIds, day, "");
    }

    /** Those of them who lead. */
    List<Member> leading(Set<Long> seriesIds, LocalDate day) {
        return of(seriesIds, day, " and role in ('CHAIR', 'SECRETARY')");
    }

    private List<Member> of(Set<Long> seriesIds, LocalDate day, String which) {
        return seriesIds.isEmpty()
                ? List.of()
                : database.read(handle -> handle.createQuery(SELECT + " where series_id in (<series>)" + NOW + which + ORDER)
                        .bindList("series", List.copyOf(seriesIds))
                        .bind("day", day.toString())
                        .map(MEMBER)
                        .list());
    }

    /** Those who are or have been members, in their last role. */
    List<Member> ever(long seriesId) {
        return database.read(handle -> handle.createQuery(SELECT + " where series_id = :series order by from_day, person_id")
                .bind("series", seriesId)
                .map(MEMBER)
                .list());
    }

    static List<Member> of(Handle handle, long seriesId, LocalDate day) {
        return handle.createQuery(SELECT + " where series_id = :series" + NOW + ORDER)
                .bind("series", seriesId)
                .bind("day", day.toString())
                .map(MEMBER)
                .list();
    }

    /** Lets someone take part from the day on, in this role; one who is a member already gets the role. */
    void add(Handle handle, long seriesId, String memberId, Member.Role role, LocalDate day, String personId) {
        Optional<Member> before = handle.createQuery(SELECT + " where series_id = :series and person_id = :person")
                .bind("series", seriesId)
                .bind("person", memberId)
                .map(MEMBER)
                .findOne();
        handle.createUpdate(
                        """
                        insert into p_meetings_member (series_id, person_id, role, from_day, to_day, version)
                        values (:series, :person, :role, :day, null, 1)
                        on conflict (series_id, person_id) do update set role = excluded.role, version = p_meetings_member.version + 1,
                            from_day = case when p_meetings_member.to_day is null then p_meetings_member.from_day else excluded.from_day end,
                            to_day = null
                        """)
                .bind("series", seriesId)
                .bind("person", memberId)
                .bind("role", role.name())
                .bind("day", day.toString())
                .execute();
        String was = before.filter(member -> member.to() == null).map(member -> member.role().name()).orElse(null);
        trail.record(handle, personId, entity(seriesId), field(memberId), was, role.name());
    }

    /** Gives a member another role; false when someone else has changed theirs since that version. */
    boolean setRole(Handle handle, Member before, int version, Member.Role role, String personId) {
        int changed = handle.createUpdate(
                        """
                        update p_meetings_member set role = :role, version = version + 1
                         where series_id = :series and person_id = :person and to_day is null and version = :version
                        """)
                .bind("role", role.name())
                .bind("series", before.seriesId())
                .bind("person", before.personId())
                .bind("version", version)
                .execute();
        if (changed == 1) {
            trail.record(handle, personId, entity(before.seriesId()), field(before.personId()), before.role(), role);
        }
        return changed == 1;
    }

    /** What has been done last to somebody's membership. */
    Optional<ChangeTrail.Entry> change(long seriesId, String memberId) {
        return database.read(handle -> ChangeTrail.latest(handle, Series.ENTITY, seriesId, field(memberId)));
    }

    /** Lets someone take part no longer, from that day on; false when they do not now. */
    boolean remove(Handle handle, Member before, LocalDate day, String personId) {
        // From and to are the first and the last day, so that whoever leaves today sees nothing more from now on.
        int changed = handle.createUpdate(
                        """
                        update p_meetings_member set to_day = :last, version = version + 1
                         where series_id = :series and person_id = :person and to_day is null
                        """)
                .bind("last", day.minusDays(1).toString())
                .bind("series", before.seriesId())
                .bind("person", before.personId())
                .execute();
        if (changed == 1) {
            trail.record(handle, personId, entity(before.seriesId()), field(before.personId()), before.role(), null);
        }
        return changed == 1;
    }

    private static String field(String memberId) {
        return "member-" + memberId;
    }

    private static ChangeTrail.Entity entity(long seriesId) {
        return new ChangeTrail.Entity(Series.ENTITY, seriesId, null);
    }
}
