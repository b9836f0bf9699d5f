package se.samsyn.plugin.meetings;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import se.samsyn.api.JsonFormat;
import se.samsyn.api.PluginDatabase;

/** Frozen minutes and the signatures under them, in the plugin's tables. */
final class MinutesRepository {

    private final PluginDatabase database;
    private final JsonFormat json;
    private final ChangeTrail trail;

    MinutesRepository(PluginDatabase database, JsonFormat json, ChangeTrail trail) {
        this.database = database;
        this.json = json;
        this.trail = trail;
    }

    /** Minutes as they were frozen, and the checksum of their text. */
    record Frozen(Minutes minutes, String digest, Instant at) {}

    /** How it went to sign. */
    enum Signing {
        SIGNED,
        /** It was the last signature: the meeting is attested. */
        COMPLETE,
        /** The minutes are others than those that were read. */
        CHANGED,
        /** Somebody took the meeting up again, or signed for the same person, meanwhile. */
        LATE
    }

    Optional<Frozen> frozen(long meetingId) {
        return database.read(handle -> handle.createQuery(
                        "select content, digest, frozen_at from p_meetings_minutes where meeting_id = :meeting")
                .bind("meeting", meetingId)
                .map((row, context) -> new Frozen(
                        json.read(row.getString("content"), Minutes.class),
                        row.getString("digest"),
                        Instant.parse(row.getString("frozen_at"))))
                .findOne());
    }

    boolean isFrozen(Meeting meeting) {
        boolean over = meeting.state() == Meeting.State.HELD || meeting.state() == Meeting.State.ATTESTED;
        return over
                && database.read(handle -> handle.createQuery("select 1 from p_meetings_minutes where meeting_id = :meeting")
                        .bind("meeting", meeting.id())
                        .mapTo(Integer.class)
                        .findOne()
                        .isPresent());
    }

    /** The checksum of minutes, as it is when they are frozen. */
    String digest(Minutes minutes) {
        return sha256(json.write(minutes));
    }

    List<Attestation> attestations(long meetingId) {
        return database.read(handle -> attestations(handle, meetingId));
    }

    private static List<Attestation> attestations(Handle handle, long meetingId) {
        return handle.createQuery(
                        "select person_id, role, at, digest from p_meetings_attestation where meeting_id = :meeting order by at, person_id")
                .bind("meeting", meetingId)
                .map((row, context) -> new Attestation(
                        row.getString("person_id"),
                        row.getString("role"),
                        Instant.parse(row.getString("at")),
                        row.getString("digest")))
                .list();
    }

    /**
     * Signs; the first signature freezes the minutes, the last attests the meeting.
     *
     * @param minutes what is frozen when it is the first
     * @param seen the checksum of the minutes that were read
     * @param signers everyone who is to sign
     */
    Signing sign(Handle handle, Meeting meeting, Minutes minutes, String seen, Member member, List<String> signers) {
        boolean held = MeetingRepository.find(handle, meeting.id())
                .filter(now -> now.state() == Meeting.State.HELD)
                .isPresent();
        if (!held) {
            return Signing.LATE;
        }
        freeze(handle, meeting, minutes, seen);
        Optional<String> frozen = handle.createQuery("select digest from p_meetings_minutes where meeting_id = :meeting")
                .bind("meeting", meeting.id())
                .mapTo(String.class)
                .findOne();
        if (frozen.filter(seen::equals).isEmpty()) {
            return Signing.CHANGED;
        }
        String digest = frozen.get();
        int signed = handle.createUpdate(
                        """
                        insert into p_meetings_attestation (meeting_id, person_id, role, at, digest)
                        values (:meeting, :person, :role, :at, :digest) on conflict (meeting_id, person_id) do nothing
                        """)
                .bind("meeting", meeting.id())
                .bind("person", member.personId())
                .bind("role", member.role().name())
                .bind("at", trail.now())
                .bind("digest", digest)
                .execute();
        if (signed == 0) {
            return Signing.LATE;
        }
        trail.record(handle, member.personId(), entity(meeting), "signed", null, digest);
        List<String> all = attestations(handle, meeting.id()).stream().map(Attestation::personId).toList();
        if (!all.containsAll(signers)) {
            return Signing.SIGNED;
        }
        handle.createUpdate("update p_meetings_meeting set state = 'ATTESTED', version = version + 1 where id = :id")
                .bind("id", meeting.id())
                .execute();
        trail.record(handle, member.personId(), entity(meeting), "state", Meeting.State.HELD, Meeting.State.ATTESTED);
        return Signing.COMPLETE;
    }

    private void freeze(Handle handle, Meeting meeting, Minutes minutes, String seen) {
        String content = json.write(minutes);
        if (!sha256(content).equals(seen)) {
            return;
        }
        handle.createUpdate(
                        """
                        insert into p_meetings_minutes (meeting_id, content, digest, frozen_at)
                        values (:meeting, :content, :digest, :at) on conflict (meeting_id) do nothing
                        """)
                .bind("meeting", meeting.id())
                .bind("content", content)
                .bind("digest", sha256(content))
                .bind("at", trail.now())
                .execute();
    }

    /** Takes signatures back and lets the minutes be written again; false when the meeting is attested or not held. */
    boolean sendBack(Handle handle, Meeting meeting, String why, String personId) {
        boolean held = MeetingRepository.find(handle, meeting.id())
                .filter(now -> now.state() == Meeting.State.HELD)
                .isPresent();
        if (!held) {
            return false;
        }
        for (Attestation signed : attestations(handle, meeting.id())) {
            trail.record(handle, personId, entity(meeting), "takenBack", signed.personId(), null);
        }
        handle.createUpdate("delete from p_meetings_attestation where meeting_id = :meeting")
                .bind("meeting", meeting.id())
                .execute();
        unfreeze(handle, meeting);
        trail.record(handle, personId, entity(meeting), "sentBack", null, why);
        return true;
    }

    /** Takes one signature back; false when it is not there or the meeting is attested. */
    boolean takeBack(Handle handle, Meeting meeting, String personId) {
        int gone = handle.createUpdate(
                        """
                        delete from p_meetings_attestation where meeting_id = :meeting and person_id = :person
                           and exists (select 1 from p_meetings_meeting t where t.id = :meeting and t.state = 'HELD')
                        """)
                .bind("meeting", meeting.id())
                .bind("person", personId)
                .execute();
        if (gone == 0) {
            return false;
        }
        if (attestations(handle, meeting.id()).isEmpty()) {
            unfreeze(handle, meeting);
        }
        trail.record(handle, personId, entity(meeting), "takenBack", personId, null);
        return true;
    }

    /** That what was asked for has been mended. */
    void mended(Handle handle, Meeting meeting, String personId) {
        trail.record(handle, personId, entity(meeting), "mended", null, trail.now());
    }

    private static void unfreeze(Handle handle, Meeting meeting) {
        handle.createUpdate("delete from p_meetings_minutes where meeting_id = :meeting")
                .bind("meeting", meeting.id())
                .execute();
    }

    /** What has happened in the signing, newest first. */
    List<ChangeTrail.Entry> history(long meetingId, int limit) {
        return database.read(handle -> ChangeTrail.of(handle, List.of(Attestation.ENTITY), meetingId, limit));
    }

    /** Not the meeting itself: what is signed is locked, and the signing goes on. */
    private static ChangeTrail.Entity entity(Meeting meeting) {
        return new ChangeTrail.Entity(Attestation.ENTITY, meeting.id(), null);
    }

    static String sha256(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
