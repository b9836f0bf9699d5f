package ${package};
#set($table = "p_" + $artifactId.replace("-", "_") + "_delivery")

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.List;
import se.samsyn.api.PluginDatabase;

/** Keeps the deliveries. */
final class DeliveryRepository {

    /** Exactly three decimals, so that the order of the texts is that of the times. */
    private static final DateTimeFormatter INSTANT = new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    private final PluginDatabase database;

    DeliveryRepository(PluginDatabase database) {
        this.database = database;
    }

    void add(Delivery delivery) {
        database.write(handle -> handle.createUpdate("insert into $table (at, file, outcome) values (:at, :file, :outcome)")
                .bind("at", INSTANT.format(delivery.at()))
                .bind("file", delivery.file())
                .bind("outcome", delivery.outcome())
                .execute());
    }

    /** The latest first. */
    List<Delivery> latest(int limit) {
        return database.read(handle -> handle.createQuery("select at, file, outcome from $table order by id desc limit :limit")
                .bind("limit", limit)
                .map((row, context) -> new Delivery(
                        Instant.parse(row.getString("at")), row.getString("file"), row.getString("outcome")))
                .list());
    }
}
