package io.plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What needs no Kafka; that what is published arrives, EventPublisherTest shows. */
class ImportCommandTest {
    private static final String CALLS =
            "at,method,ms,code\n2026-03-02T08:00:00Z,read,1.5,200\n2026-03-02T08:00:01Z,write,20,500\n";
    private static final String[] COLUMNS = {
        "--operation", "method", "--start", "at", "--duration", "ms", "--unit", "ms", "--outcome", "code", "--dry-run"
    };

    @TempDir
    private Path directory;

    private StringWriter out = new StringWriter();
    private StringWriter err = new StringWriter();

    @Test
    void aTrialSaysWhatWouldBePublished() throws IOException {
        assertThat(csv(CALLS)).isEqualTo(ExitCode.FINE);
        assertThat(out.toString())
                .contains("would import csv as system imported, run import-")
                .contains("from 2026-03-02T08:00:00Z to 2026-03-02T08:00:01.020Z (1.0 s)")
                .contains("2 events")
                .contains("1         1 failed  write");
    }

    @Test
    void scriptsGetTheSameAsJson() throws IOException {
        assertThat(csv(CALLS, "--output", "json", "--run", "nightly", "--system", "shop"))
                .isEqualTo(ExitCode.FINE);

        JsonNode report = new ObjectMapper().readTree(out.toString());
        assertThat(report.get("run").asText()).isEqualTo("nightly");
        assertThat(report.get("system").asText()).isEqualTo("shop");
        assertThat(report.get("events").asLong()).isEqualTo(2);
        assertThat(report.get("published").asBoolean()).isFalse();
        assertThat(report.get("from").asText()).isEqualTo("2026-03-02T08:00:00Z");
    }

    @Test
    void badLinesAreAFindingAndStrictlyTheEnd() throws IOException {
        String bad = CALLS + "2026-03-02T08:00:02Z,read,fast,200\n";
        assertThat(csv(bad)).isEqualTo(ExitCode.FINDING);
        assertThat(out.toString()).contains("refused 1 lines:").contains("line 4, ms: 'fast' is not a number");

        assertThat(csv(bad, "--strict")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("line 4, ms: 'fast' is not a number");
    }

    @Test
    void standardInputIsAFileToo() throws IOException {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(CALLS.getBytes(StandardCharsets.UTF_8)));
        try {
            List<String> arguments = new ArrayList<>(List.of("import", "csv", "-"));
            arguments.addAll(List.of(COLUMNS));
            assertThat(run(arguments.toArray(String[]::new))).isEqualTo(ExitCode.FINE);
        } finally {
            System.setIn(before);
        }
        String piped = out.toString();

        assertThat(csv(CALLS)).isEqualTo(ExitCode.FINE);
        assertThat(piped).isEqualTo(out.toString()).contains("2 events"); // the same run, too
    }

    @Test
    void nothingToImportAndWrongOptionsAreSaidApart() throws IOException {
        assertThat(csv("at,method,ms,code\n")).isEqualTo(ExitCode.INCONCLUSIVE);
        assertThat(csv(CALLS, "--operation-name", "both")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("give one of the two");
        assertThat(run("import", "jmeter", directory.resolve("absent.jtl").toString()))
                .isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("there is no file");
    }

    private int csv(String text, String... options) throws IOException {
        Path file = Files.writeString(directory.resolve("calls.csv"), text);
        List<String> arguments = new ArrayList<>(List.of("import", "csv", file.toString()));
        arguments.addAll(List.of(COLUMNS));
        arguments.addAll(List.of(options));
        return run(arguments.toArray(String[]::new));
    }

    private int run(String... arguments) {
        out = new StringWriter();
        err = new StringWriter();
        return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }
}
