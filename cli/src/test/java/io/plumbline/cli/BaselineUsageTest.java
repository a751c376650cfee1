package io.plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused before any server is asked. */
class BaselineUsageTest {
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path files;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ping,,p95,fast",
                "ping,,p96,100ms",
                ",,p95,100ms",
                "ping,,memory,50MB",
                ",n1,p95,100ms",
                "ping,,p50,2ms"
            })
    void refusesATargetThatIsNoneAndNamesItsRow(String row) throws IOException {
        Path file = Files.writeString(
                files.resolve("targets.csv"), "operation,node,metric,level\nping,,p50,1ms\n" + row + "\n");

        assertThat(run("capture", "--system", "net", "--targets", file.toString()))
                .isEqualTo(ExitCode.USAGE);

        assertThat(err.toString()).contains("targets.csv row 2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--from-run r1 --from-release 1.0",
                "--from 1h --level p95=1ms --operation ping",
                "--level p95=1ms",
                "--from yesterday"
            })
    void wantsExactlyOneSource(String options) {
        List<String> arguments = new ArrayList<>(List.of("capture", "--system", "net"));
        arguments.addAll(options.isEmpty() ? List.of() : List.of(options.split(" ")));

        assertThat(run(arguments.toArray(String[]::new))).isEqualTo(ExitCode.USAGE);
    }

    private int run(String... arguments) {
        List<String> all = new ArrayList<>(List.of("baseline"));
        all.addAll(List.of(arguments));
        return Main.run(
                new PrintWriter(new StringWriter(), true), new PrintWriter(err, true), all.toArray(String[]::new));
    }
}
