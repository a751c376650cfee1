package io.plumbline.producers.scale.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.plumbline.producers.host.ProcText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ProcessTreeTest {
    /** From proc(5): the name is in brackets and may hold whatever a file's name may; then fields 14 to 17. */
    @Test
    void timeIsReadWhateverTheNameIs() {
        assertThat(ProcessTree.ticks(ProcText.of("7 (a) R 1 ) S 1 7 7 0 -1 4194560 1 2 3 4 100 20 3 4000 20 0 1 0 55")))
                .isEqualTo(4_123);
    }

    @Test
    void whatAChildUsedCountsWhileItRunsAndWhenItHasEnded() throws Exception {
        assumeThat(Files.exists(Path.of("/proc/self/stat"))).isTrue();
        Process shell = new ProcessBuilder(
                        "sh", "-c", "sh -c 'i=0; while [ $i -lt 300000 ]; do i=$((i+1)); done'; echo ended; cat")
                .start();
        try {
            ProcessTree tree = new ProcessTree(shell.toHandle());
            await().until(() -> tree.cpuNanos().orElse(0) > 20_000_000);
            assertThat(shell.inputReader().readLine()).isEqualTo("ended");
            OptionalLong afterwards = tree.cpuNanos();

            assertThat(afterwards.orElseThrow()).isGreaterThan(20_000_000);
        } finally {
            shell.getOutputStream().close();
            shell.waitFor();
        }
        assertThat(new ProcessTree(shell.toHandle()).cpuNanos())
                .as("it is gone")
                .isEmpty();
    }
}
