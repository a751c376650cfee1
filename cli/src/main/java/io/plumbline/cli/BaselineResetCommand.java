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
                                .filter(baseline -> baseline.getStatus() != BaselineStatus.RESET)
                                .map(successors::reset)
                                .toList(),
                        "none of these series has a baseline");
    }
}
