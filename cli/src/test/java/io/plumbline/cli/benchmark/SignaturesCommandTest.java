package io.plumbline.cli.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.plumbline.cli.ExitCode;
import io.plumbline.cli.Main;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class SignaturesCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void printsFiguresAndWhatARoundCosts() throws Exception {
        assertThat(run("--algorithms", "ml-dsa-44,Ed25519", "--time", "15ms", "--nodes", "4", "--output", "json"))
                .isEqualTo(ExitCode.FINE);

        JsonNode document = new ObjectMapper().readTree(out.toString());
        assertThat(document.get("algorithms").findValuesAsText("algorithm")).containsExactly("ML-DSA-44", "Ed25519");
        JsonNode first = document.get("algorithms").get(0);
        assertThat(first.fieldNames())
                .toIterable()
                .containsExactly(
                        "algorithm",
                        "postQuantum",
                        "implementation",
                        "publicKeyBytes",
                        "signatureBytes",
                        "messageBytes",
                        "generateNanos",
                        "signNanos",
                        "verifyNanos",
                        "source");
        assertThat(first.get("signNanos").get("p95").fieldNames()).toIterable().containsExactly("value", "low", "high");
        assertThat(document.get("rounds").get(1).get("signatureBytes").asInt()).isEqualTo(2 * 3 * 64);
    }

    @Test
    void tellsPeopleTheSame() {
        assertThat(run("--algorithms", "Ed25519", "--time", "15ms")).isEqualTo(ExitCode.FINE);
        assertThat(out.toString()).contains("Ed25519").contains("QUORUM").contains("measured 20");
    }

    @Test
    void mistakesAreNamed() {
        assertThat(run("--algorithms", "RSA")).isEqualTo(ExitCode.USAGE);
        assertThat(run("--time", "1ms")).isEqualTo(ExitCode.USAGE);
        assertThat(run("--nodes", "0")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("ML-DSA-65").contains("--time").contains("--nodes");
    }

    private int run(String... options) {
        String[] arguments = new String[options.length + 2];
        arguments[0] = "benchmark";
        arguments[1] = "signatures";
        System.arraycopy(options, 0, arguments, 2, options.length);
        return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }
}
