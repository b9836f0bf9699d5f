package se.samsyn.core.change;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/** The municipality's own choices, by name. */
public final class SettingRepository {

    private final Jdbi jdbi;

    public SettingRepository(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    public Optional<String> find(String name) {
        return jdbi.withHandle(handle -> handle.createQuery("select value from setting where name = :name")
                .bind("name", name)
                .mapTo(String.class)
                .findOne());
    }

    /** Every choice whose name begins so, by its whole name. */
    public Map<String, String> beginningWith(String prefix) {
        return jdbi.withHandle(handle -> handle.createQuery("select name, value from setting where name like :prefix")
                .bind("prefix", prefix + "%")
                .map((row, context) -> Map.entry(row.getString("name"), row.getString("value")))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /** Keeps the choice; within a unit of work. */
    public void put(String name, String value) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        """
                        insert into setting (name, value) values (:name, :value)
                        on conflict (name) do update set value = excluded.value
                        """)
                .bind("name", name)
                .bind("value", value)
                .execute());
    }

    public void remove(String name) {
        jdbi.useHandle(handle -> handle.createUpdate("delete from setting where name = :name")
                .bind("name", name)
                .execute());
    }
}
