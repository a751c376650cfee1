package io.plumbline.producers.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumbline.settings.ConfigException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisabledOnOs(OS.WINDOWS)
class ProgramTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    @Test
    void whatIsReadIsChosen() throws Exception {
        Program both = Program.of("t", "sh -c 'echo out; echo err >&2; exit 3'");

        assertThat(both.run(LONG)).isEqualTo(new Program.Result(3, "out\nerr\n", 8));
        assertThat(both.reading(Program.Reads.OUTPUT).run(LONG)).isEqualTo(new Program.Result(3, "out\n", 4));
        assertThat(both.reading(Program.Reads.NOTHING).run(LONG)).isEqualTo(new Program.Result(3, "", 0));
    }

    /** A heal that starts a server ends. Where output is read it is up to the JDK whether a pipe that others hold is at its end. */
    @Test
    void whatAProgramLeavesBehindIsNotWaitedForIfNothingIsRead() throws Exception {
        Program starts = Program.of("t", "sh -c 'sleep 3 &'").reading(Program.Reads.NOTHING);

        assertThat(starts.run(Duration.ofSeconds(2)).exitCode()).isZero();
    }

    @Test
    void aProgramThatTakesTooLongIsEnded() {
        Program slow = Program.of("t", "sleep 60");

        assertThatThrownBy(() -> slow.run(Duration.ofMillis(200))).isInstanceOf(TimeoutException.class);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '|',
            value = {
                "a b  c, a/b/c",
                " a 'b c' d, a/b c/d",
                "a \"it's\" '', a/it's/",
            })
    void wordsAreSplitAtBlanksUnlessQuoted(String line, String words) {
        assertThat(String.join("/", Program.of("t", line).words())).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '|',
            value = {
                "a 'b, t has a quote that does not end",
                "a'b', t has a quote in the middle",
                "||, t names no command"
            })
    void aLineThatIsNoCommandIsNamed(String line, String message) {
        assertThatThrownBy(() -> Program.of("t", line))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(message);
    }
}
