package io.plumbline.producers.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.plumbline.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class ProcessTableTest {
    private static final Duration INTERVAL = Duration.ofMillis(500);

    @Test
    void aProcessIsFoundByItsCommandGoesAndComesBack() throws Exception {
        ProcessTable table = new ProcessTable(new ProcessConfig("p", 0, "", "sleep 98[7]6", INTERVAL));
        assertThat(table.read().isEmpty()).isTrue();
        Process first = sleep();
        await().until(() -> !table.read().isEmpty());
        assertThat(table.read().processes().values()).singleElement().satisfies(figures -> {
            assertThat(figures.residentBytes()).isPositive();
            assertThat(figures.threads()).isEqualTo(1);
        });

        first.destroyForcibly().waitFor();
        assertThat(table.read().isEmpty()).isTrue();
        Process second = sleep();
        await().until(() -> !table.read().isEmpty());
        assertThat(table.read().processes().keySet())
                .extracting(ProcessReading.Life::pid)
                .containsExactly(second.pid());
        second.destroyForcibly();
    }

    @Test
    void aFileNamesTheProcessForAsLongAsItIsThere(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("p.pid");
        ProcessTable table = new ProcessTable(new ProcessConfig("p", 0, file.toString(), "", INTERVAL));
        assertThat(table.read().isEmpty()).isTrue();

        Files.writeString(file, ProcessHandle.current().pid() + "\n");
        assertThat(table.read().processes().values())
                .singleElement()
                .satisfies(figures -> assertThat(figures.cpuMillis()).isPositive());
    }

    @Test
    void settingsNameWhatIsWrong() {
        assertThat(ProcessConfig.from(Settings.of(Map.of("process.db.pid", "12", "process.web.command", "nginx"))))
                .containsExactly(
                        new ProcessConfig("db", 12, "", "", INTERVAL),
                        new ProcessConfig("web", 0, "", "nginx", INTERVAL));
        assertThatThrownBy(() -> ProcessConfig.from(Settings.of(Map.of("process.db.interval", "1s"))))
                .hasMessageContaining("process.db needs one of");
        assertThatThrownBy(() ->
                        ProcessConfig.from(Settings.of(Map.of("process.db.pid", "1", "process.db.interval", "20ms"))))
                .hasMessageContaining("process.db.interval must be between 100ms and 1s");
        assertThatThrownBy(() -> ProcessConfig.from(Settings.of(Map.of("process.db.command", "("))))
                .hasMessageContaining("no regular expression");
    }

    private static Process sleep() throws IOException {
        return new ProcessBuilder("sleep", "9876").start();
    }
}
