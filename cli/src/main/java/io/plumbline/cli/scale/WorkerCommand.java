package io.plumbline.cli.scale;

import io.plumbline.cli.ExitCode;
import io.plumbline.producers.scale.real.Worker;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code plumbline scale worker}: a node of {@code plumbline scale real}, which starts it. Nobody else does. */
@Command(
        name = WorkerCommand.NAME,
        hidden = true,
        description = "A node of plumbline scale real, led over standard input.")
final class WorkerCommand implements Callable<Integer> {
    static final String NAME = "worker";

    @Override
    public Integer call() throws Exception {
        return Worker.run(System.in, ChildJvm.answers()) ? ExitCode.FINE : ExitCode.INCONCLUSIVE;
    }
}
