package se.samsyn.core.plugin;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatementRulesTest {

    private final StatementRules rules = new StatementRules("notes", "p_notes_", StatementRulesTest.class.getClassLoader());

    @ParameterizedTest
    @ValueSource(strings = {
        "select n.id, count(*) from p_notes_note n left join p_notes_tag t on t.note_id = n.id where n.text = 'from unit' group by n.id",
        "select * from p_notes_note a, p_notes_tag as b where a.id in (select note_id from p_notes_tag)",
        "insert into p_notes_note (text) values (:text) on conflict (text) do update set text = excluded.text returning id",
        "update p_notes_note set text = t.text from p_notes_tag t where t.id = p_notes_note.id",
        "delete from p_notes_note where id = ?",
        "with recursive tree (id, up) as (select id, up from p_notes_note union all select n.id, n.up from p_notes_note n join tree on n.up = tree.id), more as (select 1) select * from tree, more",
        "select * from (select id from p_notes_note) x where x.id is distinct from :id",
        "select value from json_each(:list)",
        "-- from unit\nselect 1",
        "select id from p_notes_note n where n.at >= :from and n.table = :into or n.from = 1",
        "select now, glob_id from p_notes_note where text = 'strftime(1)'",
    })
    void ofItsOwnTablesEverythingMayBeAsked(String sql) {
        assertThatCode(() -> rules.check(sql)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "select strftime('%Y', at) from p_notes_note; strftime",
        "insert or ignore into p_notes_note (text) values (1); insert or",
        "select id from p_notes_note where text ILIKE :text; ilike",
        "select json_extract(text, '$.a') from p_notes_note; json_extract",
        "update p_notes_note set at = now(); now",
    })
    void whatOneKindOfDatabaseHasAloneIsNamed(String sql, String word) {
        assertThatThrownBy(() -> rules.check(sql)).hasMessageContaining("uses " + word + ",");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "select * from unit; unit",
        "select * from p_notes_note, person p; person",
        "select * from p_notes_note n join p_other_note o on o.id = n.id; p_other_note",
        "select * from p_notes_note where id in (select id FROM \"unit\"); unit",
        "insert into change (at) values (1); change",
        "UPDATE unit set name = 'x'; unit",
        "delete from person; person",
        "drop table if exists unit; unit",
        "with a as (select * from goal) select * from a; goal",
        "select * from main.p_notes_note; main",
    })
    void anothersTableIsNamed(String sql, String table) {
        assertThatThrownBy(() -> rules.check(sql)).hasMessageContaining("touches " + table + ",");
    }
}
