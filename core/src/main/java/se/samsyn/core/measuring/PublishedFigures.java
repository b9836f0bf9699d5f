package se.samsyn.core.measuring;

import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.jdbi.v3.core.Jdbi;
import se.samsyn.core.measuring.Measurement.Gender;

/** Which figures of a publisher's there are here, so that one can tell which of them it no longer has. */
public final class PublishedFigures {

    private final Jdbi jdbi;

    PublishedFigures(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * A figure, but for what it is.
     *
     * @param code the indicator's
     * @param unit what the publisher knows the unit by
     */
    public record Key(String code, String unit, String period, Gender gender) {}

    /**
     * Hands on each outcome that is there and is the publisher's own.
     *
     * @param source of the indicators
     * @param publisher as it stands beside the figures
     * @param scheme of what the publisher knows units by
     */
    public void each(String source, String publisher, String scheme, Collection<String> codes, Consumer<Key> use) {
        if (codes.isEmpty()) {
            return;
        }
        jdbi.useHandle(handle -> handle.createQuery(
                        """
                        select i.code, k.value as unit, m.period, m.gender
                          from indicator i
                          join measurement m on m.indicator_id = i.id
                          join unit_identifier k on k.unit_id = m.unit_id and k.scheme = :scheme
                         where i.source = :source and i.code in (<codes>) and m.kind = 'OUTCOME'
                           and m.source = :publisher and m.state <> 'missing'
                        """)
                .bind("scheme", scheme)
                .bind("source", source)
                .bind("publisher", publisher)
                .bindList("codes", List.copyOf(codes))
                .map((row, context) -> new Key(
                        row.getString("code"),
                        row.getString("unit"),
                        row.getString("period"),
                        Gender.valueOf(row.getString("gender"))))
                .forEach(use));
    }
}
