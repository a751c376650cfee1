package io.plumbline.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class FaultsCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void itsHelpNamesEveryFaultAndGivesExamples() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString()).contains("SINK_KILL", "DISK_FULL", "plumbline faults --seed 7 --kills 10");
    }

    @Test
    void aFaultThatIsNotKnownIsAMistakeOfTheUsers() {
        assertThat(run("--only", "SINK_KILL,FLOOD")).isEqualTo(2);
        assertThat(err.toString()).contains("FLOOD");
    }

    @Test
    void nothingToBreakIsAMistakeOfTheUsers() {
        assertThat(run("--kills", "-1")).isEqualTo(2);
        assertThat(run("--together", "0")).isEqualTo(2);
        assertThat(run("--runs", "0")).isEqualTo(2);
    }

    private int run(String... arguments) {
        return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }
}
