package io.plumbline.producers.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class ExecTargetTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    @TempDir
    Path directory;

    @Test
    void theOutputIsTheAnswerAndNoShellReadsIt() throws Exception {
        ProbeTarget target = new ExecTarget("exec:echo $HOME; 'a b'", new Expected(0, "^[$]HOME; a b$", "", ""));

        assertThat(target.ask(LONG).bytes()).isEqualTo("$HOME; a b\n".length());
    }

    @Test
    void anotherExitCodeOrOutputThanExpectedIsAnError() throws Exception {
        ProbeTarget two = new ExecTarget("exec:sh -c \'echo err >&2; exit 2\'", new Expected(2, "err", "", ""));

        assertThat(two.ask(LONG).bytes()).isEqualTo(4);
        assertThatThrownBy(() -> new ExecTarget("exec:false", Expected.ANY).ask(LONG))
                .isInstanceOf(UnexpectedAnswer.class)
                .hasMessage("exit code 1");
        assertThatThrownBy(() -> new ExecTarget("exec:echo secret", new Expected(0, "fine", "", "")).ask(LONG))
                .isInstanceOf(UnexpectedAnswer.class)
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> new ExecTarget("exec:/no/such/command", Expected.ANY).ask(LONG))
                .isInstanceOf(IOException.class);
    }

    @Test
    void outputWithoutEndIsCountedAndNotKept() throws Exception {
        assertThat(new ExecTarget("exec:head -c 3000000 /dev/zero", new Expected(0, "", "", ""))
                        .ask(LONG)
                        .bytes())
                .isEqualTo(3_000_000);
    }

    @Test
    void whatTakesTooLongIsKilledWithAllThatItStarted() throws Exception {
        Path pid = directory.resolve("pid");
        String script = "sleep 1000 & echo $! > " + pid + "; wait";
        ProbeTarget target = new ExecTarget("exec:sh -c '" + script + "'", Expected.ANY);

        assertThatThrownBy(() -> target.ask(Duration.ofSeconds(1))).isInstanceOf(TimeoutException.class);
        long child = Long.parseLong(Files.readString(pid).strip());
        await().until(() ->
                ProcessHandle.of(child).filter(ProcessHandle::isAlive).isEmpty());
    }
}
