package io.plumbline.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.benchmarks.run.Report;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class ReportOutputTest {
    private static final String JSON = "{\n  \"rows\" : 7\n}\n";

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void peopleGetTheTableAndTheFileGetsTheDocument() throws Exception {
        Path file = directory.resolve("result.json");

        assertThat(run("--out", file.toString())).isZero();

        assertThat(out).hasToString("| rows |\n| 7 |\n");
        assertThat(err).hasToString("bench: counting\n");
        assertThat(Files.readString(file)).isEqualTo(JSON.strip());
    }

    @Test
    void scriptsGetTheDocument() {
        assertThat(run("--output", "json")).isZero();

        assertThat(out).hasToString(JSON);
    }

    @Test
    void aWrongLabelIsAnsweredWithThoseThatThereAre() {
        assertThat(Main.run(new PrintWriter(out, true), new PrintWriter(err, true), "engine", "--engines", "warp"))
                .isEqualTo(2);

        assertThat(err.toString()).contains("no engine 'warp'; there are").contains("plumbline");
    }

    private int run(String... options) {
        return new CommandLine(new Count())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(options);
    }

    @Command(name = "count")
    private static final class Count implements Callable<Integer> {
        @Mixin
        private ReportOutput output;

        @Override
        public Integer call() throws Exception {
            output.progress("counting");
            output.print(new Counted(7));
            return 0;
        }
    }

    private record Counted(int rows) implements Report {
        @Override
        public List<String> text() {
            return List.of("| rows |", "| " + rows + " |");
        }

        @Override
        public Object document() {
            return this;
        }
    }
}
