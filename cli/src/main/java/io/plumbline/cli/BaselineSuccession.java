package io.plumbline.cli;

import io.plumbline.cli.baseline.Successors;
import io.plumbline.schemas.event.Baseline;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options of commands that let other versions follow present baselines, and how they do it. */
final class BaselineSuccession {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Mixin
    private SeriesOptions series;

    @Mixin
    private DecisionOptions decision;

    @Mixin
    private SettingsOptions options;

    @Option(names = "--output", defaultValue = "text", description = "text or json.")
    private OutputFormat output;

    /**
     * Writes a successor of each baseline that is meant and for which {@code which} holds.
     *
     * @param nothing what is said when there is none
     */
    int write(Predicate<Baseline> which, BiFunction<Successors, Baseline, Baseline> successor, String nothing)
            throws ExecutionException, InterruptedException {
        Successors successors = new Successors(decision.author(), decision.reason(), Instant.now());
        return new BaselineChange(command.commandLine(), options.settings(), output)
                .write(
                        present -> present.stream()
                                .filter(series::matches)
                                .filter(which)
                                .map(baseline -> successor.apply(successors, baseline))
                                .toList(),
                        nothing);
    }
}
