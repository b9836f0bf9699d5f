package se.samsyn.distribution.benchmark;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** The reference for an import: every row of the file into one table with one index, in one transaction. */
public final class BareImport {

    private static final int BATCH = 1000;

    private BareImport() {}

    /** Arguments: the database, the file. Prints the seconds that it took. */
    public static void main(String[] arguments) throws Exception {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + arguments[0]);
        try (Connection connection = source.getConnection()) {
            connection.createStatement().execute("create table figure (indicator text, unit text, period text, value real,"
                    + " unique (indicator, unit, period))");
            long began = System.nanoTime();
            insert(connection, Path.of(arguments[1]));
            System.out.println((System.nanoTime() - began) / 1e9);
        }
    }

    private static void insert(Connection connection, Path file) throws Exception {
        connection.setAutoCommit(false);
        try (PreparedStatement insert = connection.prepareStatement("insert into figure values (?, ?, ?, ?)");
                CsvReader<NamedCsvRecord> rows = CsvReader.builder().fieldSeparator(';').ofNamedCsvRecord(file)) {
            int waiting = 0;
            for (NamedCsvRecord row : rows) {
                insert.setString(1, row.getField("indicator"));
                insert.setString(2, row.getField("unit"));
                insert.setString(3, row.getField("period"));
                insert.setDouble(4, Double.parseDouble(row.getField("value").replace(',', '.')));
                insert.addBatch();
                if (++waiting % BATCH == 0) {
                    insert.executeBatch();
                }
            }
            insert.executeBatch();
        }
        connection.commit();
    }
}
