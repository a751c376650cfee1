package io.plumbline.cli;

import io.plumbline.cli.baseline.Successors;
import io.plumbline.schemas.event.BaselineStatus;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code plumbline baseline accept}. */
@Command(
        name = "accept",
        mixinStandardHelpOptions = true,
        description = "Put proposed baselines in force: what became better may not become worse again.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  plumbline baseline accept --system shop --operation checkout.charge --reason 'new index'",
            "  plumbline baseline accept --system shop --output json      all that is proposed",
            "",
            "Exit code 4: nothing is proposed."
        })
final class BaselineAcceptCommand implements Callable<Integer> {
    @Mixin
    private BaselineSuccession succession;

    @Override
    public Integer call() throws ExecutionException, InterruptedException {
        return succession.write(
                baseline -> baseline.getStatus() == BaselineStatus.PROPOSED,
                Successors::accepted,
                "nothing is proposed for these series; `plumbline baseline list` shows what there is");
    }
}
