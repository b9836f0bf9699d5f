package se.samsyn.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeftUploadsTest {

    @Test
    void whatIsOlderThanADayIsGoneAndWhatIsAtWorkIsNot(@TempDir Path folder) throws IOException {
        Instant now = Instant.parse("2026-11-25T12:00:00Z");
        Path old = Files.writeString(folder.resolve("attachment1"), "left");
        Path at = Files.writeString(folder.resolve("attachment2"), "at work");
        Files.createDirectory(folder.resolve("backup3"));
        Files.setLastModifiedTime(old, FileTime.from(now.minus(Duration.ofHours(25))));
        Files.setLastModifiedTime(at, FileTime.from(now.minus(Duration.ofHours(23))));

        LeftUploads.remove(folder, now);

        assertThat(old).doesNotExist();
        assertThat(at).exists();
    }
}
