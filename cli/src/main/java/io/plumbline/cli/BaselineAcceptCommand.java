package io.plumbline.cli;

import io.plumbline.cli.baseline.Successors;
import io.plumbline.schemas.event.BaselineStatus;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

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
    @Spec
    private CommandSpec spec;

    @Mixin
    private SeriesOptions series;

    @Mixin
    private DecisionOptions decision;

    @Mixin
    private SettingsOptions options;

    @Option(names = "--output", defaultValue = "text", description = "text or json.")
    private OutputFormat output;

    @Override
    public Integer call() throws ExecutionException, InterruptedException {
        Successors successors = new Successors(decision.author(), decision.reason(), Instant.now());
        return new BaselineChange(spec.commandLine(), options.settings(), output)
                .write(
                        present -> present.stream()
                                .filter(series::matches)
                                .filter(baseline -> baseline.getStatus() == BaselineStatus.PROPOSED)
                                .map(successors::accepted)
                                .toList(),
                        "nothing is proposed for these series; `plumbline baseline list` shows what there is");
    }
}
