package se.samsyn.core.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.samsyn.core.change.Change;
import se.samsyn.core.change.ChangeLog;
import se.samsyn.core.followup.Analysis;
import se.samsyn.core.followup.Assessment;

/** Folders that earlier versions have written in are brought up to date with all that is in them. */
class UpgradeTest {

    @TempDir
    Path folder;

    @Test
    void activitiesOfGoalsKeepAllTheyHaveAndOthersCanBeMade() throws SQLException {
        Path file = folder.resolve("samsyn.db");
        SqliteDataSource source = SqliteDataSource.writer(file);
        Migrations.configuration(source, getClass().getClassLoader())
                .locations("classpath:se/samsyn/core/database/migration")
                .table("schema_history")
                .target("7")
                .load()
                .migrate();
        try (Connection connection = source.getConnection(); Statement statement = connection.createStatement()) {
            for (String sql : List.of(
                    "insert into unit (id, standing, kind, name, version) values (1, 'OWN', 'MUNICIPALITY', 'Lindvik', 1)",
                    "insert into person (id, username, name, locale, state, version) values (5, 'a', 'A', 'sv', 'ACTIVE', 1)",
                    "insert into plan_type (id, name, calendar, version) values (1, 'Plan', 'FISCAL_YEAR', 1)",
                    "insert into plan_level (id, plan_type_id, position, name) values (1, 1, 1, 'Mål')",
                    """
                    insert into plan (id, plan_type_id, unit_id, period, title, state, edition, correction, version)
                    values (1, 1, 1, '2026', 'Plan', 'ADOPTED', 1, '', 1)
                    """,
                    """
                    insert into goal (id, plan_id, level_id, title, description, position, removed, version)
                    values (3, 1, 1, 'Övergångar är TRYGGA', '', 1, false, 1)
                    """,
                    """
                    insert into activity (id, goal_id, title, description, starts, due, state, progress, removed, version)
                    values (7, 3, 'Åk på café', 'Text', '2026-01-02', '2026-03-04', 'ONGOING', 40, false, 6)
                    """,
                    "insert into activity_owner (activity_id, person_id) values (7, 5)")) {
                statement.execute(sql);
            }
        }

        try (Database database = Database.open(file)) {
            assertThat(rows(database, "select * from activity")).singleElement().satisfies(row -> assertThat(row)
                    .containsEntry("id", 7)
                    .containsEntry("goal_id", 3)
                    .containsEntry("unit_id", null)
                    .containsEntry("title", "Åk på café")
                    .containsEntry("folded", SwedishCollation.key("Åk på café"))
                    .containsEntry("due", "2026-03-04")
                    .containsEntry("progress", 40)
                    .containsEntry("version", 6));
            assertThat(rows(database, "select state, edition, proposed_by, decided_by from plan").get(0))
                    .containsEntry("state", "ADOPTED")
                    .containsEntry("edition", 1)
                    .containsEntry("proposed_by", null)
                    .containsEntry("decided_by", "");
            database.write(() -> database.jdbi().useHandle(handle -> handle.execute("update plan set state = 'PROPOSED'")));
            assertThatThrownBy(() -> database.write(() ->
                            database.jdbi().useHandle(handle -> handle.execute("update plan set state = 'LOST'"))))
                    .hasMessageContaining("CHECK");
            assertThat(rows(database, "select folded from goal"))
                    .containsExactly(Map.of("folded", SwedishCollation.key("Övergångar är TRYGGA")));
            assertThat(rows(database, "select activity_id, person_id from activity_owner"))
                    .containsExactly(Map.of("activity_id", 7, "person_id", 5));
            assertThat(rows(database, "select * from pragma_foreign_key_check")).isEmpty();
            assertThat(database.integrity()).isEqualTo("ok");
            database.write(() -> database.jdbi().useHandle(handle -> insert(handle, "null", "1")));
            assertThat(rows(database, "select id from activity where unit_id = 1"))
                    .containsExactly(Map.of("id", 8));
            assertThatThrownBy(() -> database.write(() -> database.jdbi().useHandle(handle -> insert(handle, "3", "1"))))
                    .hasMessageContaining("CHECK");
            assertThatThrownBy(() -> database.write(() -> database.jdbi().useHandle(handle -> insert(handle, "null", "null"))))
                    .hasMessageContaining("CHECK");
        }
    }

    @Test
    void whatWasWrittenAsAFreeTextBecomesTheResultOfAnAnalysisWithItsHistory() throws SQLException {
        Path file = folder.resolve("samsyn.db");
        SqliteDataSource source = SqliteDataSource.writer(file);
        Migrations.configuration(source, getClass().getClassLoader())
                .locations("classpath:se/samsyn/core/database/migration")
                .table("schema_history")
                .target("15")
                .load()
                .migrate();
        String said = "Vad ser vi? \"Läsningen\" går\nåt rätt håll \\ 🎓";
        try (Connection connection = source.getConnection(); Statement statement = connection.createStatement()) {
            for (String sql : List.of(
                    "insert into unit (id, standing, kind, name, version) values (1, 'OWN', 'MUNICIPALITY', 'Lindvik', 1)",
                    "insert into person (id, username, name, locale, state, version) values (5, 'a', 'A', 'sv', 'ACTIVE', 1)",
                    "insert into plan_type (id, name, calendar, version) values (1, 'Plan', 'FISCAL_YEAR', 1)",
                    "insert into plan_level (id, plan_type_id, position, name) values (1, 1, 1, 'Mål')",
                    """
                    insert into plan (id, plan_type_id, unit_id, period, title, state, edition, correction, version)
                    values (1, 1, 1, '2026', 'Plan', 'DRAFT', 1, '', 1)
                    """,
                    """
                    insert into goal (id, plan_id, level_id, title, description, position, removed, version)
                    values (3, 1, 1, 'Läsning', '', 1, false, 1), (4, 1, 1, 'Trygghet', '', 2, false, 1)
                    """,
                    """
                    insert into cycle (id, name, unit_id, plan_type_id, plan_period, period, opens, due, state, version)
                    values (1, 'Höst', 1, 1, '2026', '2026', '2026-01-01', '2026-02-01', 'OPEN', 1)
                    """,
                    """
                    insert into follow_up (id, cycle_id, unit_id, plan_id, due, state, summary, version)
                    values (6, 1, 1, 1, '2026-02-01', 'OPEN', '', 1)
                    """,
                    """
                    insert into assessment (id, follow_up_id, goal_id, status, comment, analysis, author_id, unchanged,
                                            assessed_at, version)
                    values (8, 6, 3, 'AT_RISK', 'Kommentar', '%s', 5, false, '2026-01-05T10:00:00.000Z', 4),
                           (9, 6, 4, null, '', '', null, false, null, 0)
                    """.formatted(said),
                    """
                    insert into draft (person_id, subject, base_version, content, saved_at)
                    values (5, 'assessment:9', 0, '{"comment": "K", "analysis": "Halvskrivet \\"här\\""}',
                            '2026-01-06T10:00:00.000Z')
                    """)) {
                statement.execute(sql);
            }
            for (int version = 1; version <= 4; version++) {
                statement.execute("insert into change (id, at, user_id, origin) values (%d, '2026-01-0%dT10:00:00.000Z', 5, 'web')"
                        .formatted(version, version + 1));
                Map<String, Object> state = new java.util.HashMap<>(Map.of(
                        "id", 8, "followUpId", 6, "goalId", 3, "comment", "Version " + version, "unchanged", false,
                        "assessedAt", "2026-01-0%dT10:00:00.000Z".formatted(version + 1), "version", version));
                state.put("analysis", version == 1 ? "" : version == 4 ? said : "Först");
                state.put("authorId", version == 2 ? null : 5);
                statement.execute("""
                        insert into entity_version (entity, entity_id, version, change_id, unit_id, state)
                        values ('assessment', 8, %d, %d, 1, '%s')
                        """.formatted(version, version, Json.write(state)));
            }
        }

        try (Database database = Database.open(file)) {
            assertThat(rows(database, "select follow_up_id, goal_id, result, conclusion, author_id, version from analysis"))
                    .containsExactly(Map.of(
                            "follow_up_id", 6, "goal_id", 3, "result", said, "conclusion", "", "author_id", 5, "version", 4));
            ChangeLog changes = new ChangeLog(database, Clock.systemUTC());
            assertThat(changes.history("analysis", 1, 9)).extracting(Change::version).containsExactly(4, 2);
            assertThat(changes.asOf("analysis", 1, Instant.parse("2026-01-04T12:00:00Z"), Analysis.class))
                    .hasValueSatisfying(then -> {
                        assertThat(then.result()).isEqualTo("Först");
                        assertThat(then.authorId()).isNull();
                        assertThat(then.writtenAt()).isEqualTo("2026-01-03T10:00:00Z");
                    });
            assertThat(changes.asOf("analysis", 1, Instant.parse("2026-02-01T12:00:00Z"), Analysis.class))
                    .hasValueSatisfying(now -> assertThat(now.result()).isEqualTo(said));
            assertThat(changes.asOf("analysis", 1, Instant.parse("2026-01-02T12:00:00Z"), Analysis.class)).isEmpty();
            assertThat(changes.asOf("assessment", 8, Instant.parse("2026-02-01T12:00:00Z"), Assessment.class))
                    .hasValueSatisfying(now -> assertThat(now.comment()).isEqualTo("Version 4"));
            assertThat(rows(database, "select content from draft where subject = 'analysis:6:4' and base_version = 0"))
                    .singleElement()
                    .satisfies(row -> assertThat(Json.tree((String) row.get("content")).get("result").asString())
                            .isEqualTo("Halvskrivet \"här\""));
            assertThat(rows(database, "select * from pragma_foreign_key_check")).isEmpty();
            assertThat(database.integrity()).isEqualTo("ok");
        }
    }

    private static void insert(Handle handle, String goal, String unit) {
        handle.execute("""
                insert into activity (goal_id, unit_id, title, folded, description, state, progress, removed, version)
                values (%s, %s, 'Ny', 'ny', '', 'NOT_STARTED', 0, false, 1)
                """.formatted(goal, unit));
    }

    private static List<Map<String, Object>> rows(Database database, String sql) {
        return database.jdbi().withHandle(handle -> handle.createQuery(sql).mapToMap().list());
    }
}
