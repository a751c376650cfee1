package io.plumbline.benchmarks.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Of a real agent beside a real broker, for so short a time that only the order of the figures means anything. */
@EnabledOnOs(OS.LINUX) // it reads /proc
class AgentRunTest {
    @TempDir
    private Path directory;

    @Test
    void anAgentIsMeasuredWhileItPublishesWhatItIsHanded() throws Exception {
        AgentReport quiet = run(0, "");
        AgentReport busy = run(1_000, "");

        AgentReport.Line line = busy.lines().get(0);
        assertThat(line.hostIntervalMillis()).isEqualTo(500);
        assertThat(line.cpu()).isBetween(.0001, (double) Runtime.getRuntime().availableProcessors());
        assertThat(line.residentBytes()).isBetween(20L << 20, line.peakBytes());
        assertThat(quiet.lines().get(0).storedBytesPerSecond()).isPositive();
        assertThat(line.storedBytesPerSecond())
                .isGreaterThan(2 * quiet.lines().get(0).storedBytesPerSecond());
        assertThat(busy.text()).anyMatch(row -> row.startsWith("| 500 ms |"));
    }

    @Test
    void anAgentThatEndsIsAnErrorWithItsLog() {
        assertThatThrownBy(() -> run(0, "[ $2 = --help ] || { echo 'no such luck'; exit 3; }"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("the agent ended")
                .hasMessageContaining("no such luck");
    }

    private AgentReport run(int rate, String first) throws Exception {
        Path launcher = launcher(first);
        Duration seconds = Duration.ofSeconds(5);
        return new AgentRun(
                        new AgentOptions(launcher, List.of(Duration.ofMillis(500)), rate, Duration.ZERO, seconds),
                        line -> {})
                .run();
    }

    private Path launcher(String first) throws Exception {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Path launcher = directory.resolve("launcher");
        Files.writeString(
                launcher,
                "#!/bin/sh\n%s\nexec '%s' -Xmx64m -cp '%s' %s \"$@\"\n"
                        .formatted(first, java, System.getProperty("java.class.path"), AgentMain.class.getName()));
        Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwx------"));
        return launcher;
    }
}
