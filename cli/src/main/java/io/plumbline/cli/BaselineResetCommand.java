package io.plumbline.cli;

import io.plumbline.cli.baseline.Successors;
import io.plumbline.schemas.event.BaselineStatus;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code plumbline baseline reset}. */
@Command(
        name = "reset",
        mixinStandardHelpOptions = true,
        description = "Take baselines back: these series learn anew from their own past.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  plumbline baseline reset --system shop --node n7 --reason 'new machine'",
            "  plumbline baseline reset --system shop --run r42 --output json",
            "",
            "Exit code 4: there is nothing to take back."
        })
final class BaselineResetCommand implements Callable<Integer> {
    @Mixin
    private BaselineSuccession succession;

    @Override
    public Integer call() throws ExecutionException, InterruptedException {
        return succession.write(
                baseline -> baseline.getStatus() != BaselineStatus.RESET,
                Successors::reset,
                "none of these series has a baseline");
    }
}
