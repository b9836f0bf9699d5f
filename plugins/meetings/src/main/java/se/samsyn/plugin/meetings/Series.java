package se.samsyn.plugin.meetings;

/**
 * Meetings that belong together: the same people, again and again.
 *
 * @param unitId core's id of the unit that it is held for
 * @param minutes how long a meeting of it is
 * @param openAbove whether those who oversee the unit see it as well
 * @param archived whether it has no new meetings
 */
public record Series(
        long id,
        String unitId,
        String name,
        Kind kind,
        String purpose,
        String place,
        int minutes,
        boolean openAbove,
        boolean archived,
        int version) {

    static final String ENTITY = "series";
    static final String BASE = "/modules/meetings";

    public String address() {
        return address(id);
    }

    public Place where() {
        return Place.of(place);
    }

    static String address(long id) {
        return BASE + "/series/" + id;
    }

    ChangeTrail.Entity entity() {
        return new ChangeTrail.Entity(ENTITY, id, null);
    }
}
