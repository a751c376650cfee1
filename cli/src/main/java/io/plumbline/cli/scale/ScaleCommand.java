package io.plumbline.cli.scale;

import io.plumbline.cli.DocumentOutput;
import io.plumbline.cli.SignatureOptions;
import io.plumbline.producers.scale.StepFilter;
import io.plumbline.producers.scale.Suites;
import io.plumbline.schemas.event.Origin;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code plumbline scale SUITE}. */
@Command(
        name = "scale",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "[list|real]",
        description = "Run a scaling test: simulated clusters of 10 to 1000 nodes, step by step, and what they say.",
        subcommands = {ScaleListCommand.class, RealCommand.class, WorkerCommand.class, BrokerCommand.class},
        footerHeading = "%nExamples:%n",
        footer = {
            "  plumbline scale quick                    three steps, to see how it works",
            "  plumbline scale comprehensive --filter nodes=10..160 --filter byzantine=0",
            "  plumbline scale all --out results --output json",
            "  plumbline scale my-suite.yaml --resume   go on where Ctrl-C ended it",
            "",
            "Each combination of a condition and a Byzantine ratio is a curve over numbers",
            "of nodes, and has two files (the time is UTC), the latter for plumbline steps:",
            "  DIR/scaling_test_<name>_<yyyymmdd_hhmmss>.json and .csv",
            "Filters: nodes, byzantine (numbers, and ranges such as 10..100), condition,",
            "topology, profile, environment, test; several values after commas; all must",
            "be met. Exit codes: 0 no bottleneck, 1 at least one, or correct nodes",
            "disagreed, 2 usage, 3 Kafka or the registry unreachable, 4 ended early."
        })
public final class ScaleCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..1", // none before a subcommand
            paramLabel = "SUITE",
            description =
                    "quick, comprehensive, network, resources, topology, byzantine, extreme, all (but quick), or a "
                            + "YAML file.")
    private String suite;

    @Option(names = "--filter", paramLabel = "K=V", description = "Only the steps that meet it; repeatable.")
    private List<String> filters = new ArrayList<>();

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "Of all that is random: the same seed and costs of signatures give the same figures "
                    + "(${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--real-pace",
            description =
                    "Of a suite that is published: a second of virtual time takes a second (default: as fast as it "
                            + "goes, with events of the time before now).")
    private boolean realPace;

    @Mixin
    private SignatureOptions signatures;

    @Mixin
    private ScaleOptions options;

    @Mixin
    private DocumentOutput output;

    @Override
    public Integer call() throws Exception {
        if (suite == null) {
            throw new ParameterException(
                    spec.commandLine(), "which SUITE? plumbline scale list has those that there are");
        }
        Suite chosen = new Suite(
                nameOf(suite),
                StepFilter.of(filters).curves(Suites.find(suite)),
                Origin.SIMULATED,
                Map.of("seed", Long.toString(seed), "signature", signatures.text()));
        Targets targets =
                new SimulatedTargets(signatures, seed, realPace, options.settings(), options.system("simulated"));
        return new SuiteRun(chosen, targets, options, output, spec.commandLine().getErr()).run();
    }

    /** Of a file its name without the ending. */
    private static String nameOf(String suite) {
        return Path.of(suite).getFileName().toString().replaceFirst("\\.[^.]*$", "");
    }
}
