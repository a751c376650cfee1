package io.plumbline.e2e.faults.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {
    @TempDir
    Path directory;

    @Test
    void readsAllFilesAndNoLineThatAKillCutShort() throws IOException {
        Files.writeString(directory.resolve("agent-1-1"), "0 17 boot-a 0 500\n0 18 boot-a 500 2");
        Files.writeString(directory.resolve("agent-2-2"), "1 4 boot-b 0 10\n");
        Files.writeString(directory.resolve("agent-1-3"), "");

        assertThat(Ledger.read(directory))
                .containsExactly(new Acknowledged(0, 17, "boot-a", 0, 500), new Acknowledged(1, 4, "boot-b", 0, 10));
    }
}
