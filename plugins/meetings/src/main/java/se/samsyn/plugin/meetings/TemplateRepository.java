package se.samsyn.plugin.meetings;

import java.util.List;
import org.jdbi.v3.core.Handle;
import se.samsyn.api.PluginDatabase;

/** The agendas that series' meetings begin with. */
final class TemplateRepository {

    private final PluginDatabase database;
    private final ChangeTrail trail;

    TemplateRepository(PluginDatabase database, ChangeTrail trail) {
        this.database = database;
        this.trail = trail;
    }

    List<TemplateItem> of(long seriesId) {
        return database.read(handle -> of(handle, seriesId));
    }

    private static List<TemplateItem> of(Handle handle, long seriesId) {
        return handle.createQuery(
                        """
                        select id, position, title, minutes, ground, version from p_meetings_template_item
                         where series_id = :series order by position, id
                        """)
                .bind("series", seriesId)
                .map((row, context) -> new TemplateItem(
                        row.getLong("id"),
                        row.getInt("position"),
                        row.getString("title"),
                        row.getInt("minutes"),
                        TemplateItem.Ground.of(row.getString("ground")),
                        row.getInt("version")))
                .list();
    }

    /**
     * Puts these in the place of those that there were; within the caller's transaction.
     *
     * @param seen the words of those that were there when the person began
     * @return false when others are there by now
     */
    boolean replace(Handle handle, long seriesId, String seen, List<TemplateItem> items, String personId) {
        String before = words(of(handle, seriesId));
        if (!before.strip().equals(seen.strip())) {
            return false;
        }
        handle.createUpdate("delete from p_meetings_template_item where series_id = :series")
                .bind("series", seriesId)
                .execute();
        int position = 1;
        for (TemplateItem item : items) {
            handle.createUpdate(
                            """
                            insert into p_meetings_template_item (series_id, position, title, minutes, ground, version)
                            values (:series, :position, :title, :minutes, :ground, 1)
                            """)
                    .bind("series", seriesId)
                    .bind("position", position++)
                    .bind("title", item.title())
                    .bind("minutes", item.minutes())
                    .bind("ground", item.ground() == null ? null : item.ground().name())
                    .execute();
        }
        trail.record(
                handle, personId, new ChangeTrail.Entity(Series.ENTITY, seriesId, null), "template", before, words(items));
        return true;
    }

    /** The items in text form, one a line. */
    static String words(List<TemplateItem> items) {
        StringBuilder words = new StringBuilder();
        items.forEach(item -> words.append(item.title()).append(" (").append(item.minutes()).append(")\n"));
        return words.toString();
    }
}
