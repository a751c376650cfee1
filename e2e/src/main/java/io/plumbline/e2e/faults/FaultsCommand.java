package io.plumbline.e2e.faults;

import io.plumbline.e2e.faults.fault.Kind;
import io.plumbline.e2e.faults.fault.MissedException;
import io.plumbline.e2e.faults.plan.Plan;
import io.plumbline.e2e.faults.run.FaultRun;
import io.plumbline.e2e.faults.run.Report;
import io.plumbline.e2e.faults.run.Result;
import io.plumbline.e2e.faults.run.Size;
import io.plumbline.e2e.faults.run.StuckException;
import io.plumbline.e2e.faults.run.World;
import io.plumbline.local.Directories;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code plumbline faults}: breaks the pipeline's parts while events flow, and counts what is lost. */
@Command(
        name = "plumbline faults",
        mixinStandardHelpOptions = true,
        description = "Break brokers, streams, sinks, agents, database, registry and network while events flow, in an"
                + " order that follows from the seed; then compare every row with what Kafka acknowledged.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  plumbline faults                               one run of 50 kills and all other faults",
            "  plumbline faults --seed 7 --kills 10           the same faults in the same order again",
            "  plumbline faults --only SINK_KILL,DATABASE_CRASH --kills 5",
            "  plumbline faults --together 3                  up to three faults at the same time: half the time",
            "  plumbline faults --runs 3 --output json",
            "",
            "Exit codes: 0 nothing lost or doubled; 1 something is, or did not come back; 4 a fault did not hit.",
            "What is broken, and how to read the result: docs/faults.md"
        })
final class FaultsCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--seed",
            description = "What the faults and their order follow from (default: a new one, printed).")
    private Long seed;

    @Option(names = "--kills", defaultValue = "50", description = "Processes ended with SIGKILL (${DEFAULT-VALUE}).")
    private int kills;

    @Option(names = "--runs", defaultValue = "1", description = "Runs, each with the next seed (${DEFAULT-VALUE}).")
    private int runs;

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "KIND",
            description = "Only these faults: ${COMPLETION-CANDIDATES}.")
    private List<Kind> only = List.of(Kind.values());

    @Option(
            names = "--together",
            defaultValue = "1",
            description = "Most faults at the same time (${DEFAULT-VALUE}: recovery is that of each).")
    private int together;

    @Option(names = "--output", defaultValue = "text", description = "text or json.")
    private OutputFormat output;

    @Option(names = "--keep", description = "Keep logs and data also when nothing was found.")
    private boolean keep;

    @Override
    public Integer call() throws Exception {
        check("--kills", kills, 0);
        check("--runs", runs, 1);
        check("--together", together, 1);
        long first = seed == null ? ThreadLocalRandom.current().nextInt(1_000_000) : seed;
        List<Result> results = new ArrayList<>();
        for (int run = 0; run < runs; run++) {
            try {
                results.add(run(first + run));
            } catch (StuckException e) {
                spec.commandLine().getOut().println("seed " + (first + run) + ": " + e.getMessage());
                return Main.FINDING;
            } catch (MissedException e) {
                spec.commandLine().getErr().println("plumbline: inconclusive: " + e.getMessage());
                return Main.INCONCLUSIVE;
            }
        }
        Report report = new Report(results);
        PrintWriter out = spec.commandLine().getOut();
        if (output == OutputFormat.JSON) {
            out.println(report.json());
        } else {
            report.text().forEach(out::println);
        }
        return report.clean() ? Main.FINE : Main.FINDING;
    }

    private void check(String option, int value, int least) {
        if (value < least) {
            throw new ParameterException(spec.commandLine(), option + " must be at least " + least + ", was " + value);
        }
    }

    private Result run(long one) throws Exception {
        Path directory = Directories.temporary("plumbline-faults-");
        Consumer<String> progress = progress();
        progress.accept("seed " + one + ", logs in " + directory);
        boolean clean = false;
        try (World world = World.prepare(directory, Size.SMALL)) {
            List<Kind> kinds = only.stream().filter(world::supports).toList();
            only.stream()
                    .filter(kind -> !kinds.contains(kind))
                    .forEach(kind ->
                            progress.accept("skipped: " + kind.title() + ", as only root may mount a small disk"));
            Plan plan = Plan.draw(one, kills, kinds, together);
            Result result = new FaultRun(world, progress).run(one, plan);
            clean = result.verdict().clean();
            return result;
        } finally {
            if (clean && !keep) {
                Directories.delete(directory);
            } else {
                progress.accept("logs and data are kept in " + directory);
            }
        }
    }

    private Consumer<String> progress() {
        PrintWriter err = spec.commandLine().getErr();
        long start = System.nanoTime();
        return line -> err.printf("faults: %6.1f s  %s%n", (System.nanoTime() - start) / 1e9, line);
    }
}
