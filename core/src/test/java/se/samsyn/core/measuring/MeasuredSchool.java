package se.samsyn.core.measuring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import se.samsyn.core.measuring.Indicator.Aggregation;
import se.samsyn.core.settings.DataFolder;

/** A municipality with one school and one indicator, anew for each test. */
final class MeasuredSchool implements BeforeEachCallback, AfterEachCallback {

    MeasuringFixture fixture;
    MeasurementService measurements;
    long root;
    long school;
    Indicator merit;
    private Path folder;

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        folder = Files.createTempDirectory("measured");
        fixture = new MeasuringFixture(folder);
        measurements = fixture.measurements;
        root = fixture.unit(null, "MUNICIPALITY", "Lindvik");
        school = fixture.unit(root, "COMPULSORY_SCHOOL", "Backaskolan");
        merit = fixture.indicator("merit", Aggregation.NONE);
    }

    @Override
    public void afterEach(ExtensionContext context) throws IOException {
        fixture.close();
        new DataFolder(folder).delete();
    }
}
