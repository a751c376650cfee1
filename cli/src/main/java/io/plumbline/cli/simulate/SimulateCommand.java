package io.plumbline.cli.simulate;

import io.plumbline.cli.DocumentOutput;
import io.plumbline.cli.DurationConverter;
import io.plumbline.cli.ExitCode;
import io.plumbline.cli.Outlet;
import io.plumbline.cli.SettingsOptions;
import io.plumbline.cli.Shutdown;
import io.plumbline.producers.simulation.ClusterConfig;
import io.plumbline.producers.simulation.ClusterSimulation;
import io.plumbline.producers.simulation.Observer;
import io.plumbline.producers.simulation.SimulatedEvents;
import io.plumbline.producers.simulation.SimulationResult;
import io.plumbline.settings.Settings;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code plumbline simulate}: one simulated cluster. */
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Simulate a cluster that agrees by votes (PBFT), in virtual time, and say how fast it would be. The model, and "
                    + "what it leaves out: docs/simulator.md.",
            "With Kafka's servers in the settings, its nodes publish as real ones do, marked SIMULATED everywhere."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  plumbline simulate --nodes 100 --topology mesh --condition wan --byzantine .1 --seed 7",
            "  plumbline simulate --nodes 31 --condition lan --crash 0.2@20s+10s --partition 0.5@40s+5s",
            "  plumbline simulate --nodes 40 --latency 20..35 --loss .001 --bandwidth 100",
            "  plumbline simulate --nodes 1000 --topology fully_connected --warmup 2s --duration 5s --output json",
            "  plumbline simulate --nodes 20 --pace real --set kafka.bootstrap.servers=127.0.0.1:9092 \\",
            "      --set registry.schema.registry.url=http://127.0.0.1:8081",
            "",
            "Exit codes: 0 done, 1 correct nodes disagreed, 2 usage, 3 Kafka or the registry unreachable,",
            "4 ended before it was done."
        })
public final class SimulateCommand implements Callable<Integer> {
    private static final DateTimeFormatter RUN =
            DateTimeFormatter.ofPattern("'simulated-'yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);
    private static final long LINE_EVERY_NANOS = 2_000_000_000;

    private enum Pace {
        FAST,
        REAL
    }

    @Spec
    private CommandSpec spec;

    @Mixin
    private ClusterOptions cluster;

    @Option(
            names = "--seed",
            defaultValue = "1",
            description =
                    "Of all that is random: the same seed and costs of signatures give the same run (${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--warmup",
            paramLabel = "D",
            defaultValue = "15s",
            converter = DurationConverter.class,
            description = "Virtual time before anything counts (${DEFAULT-VALUE}).")
    private Duration warmup;

    @Option(
            names = "--duration",
            paramLabel = "D",
            defaultValue = "45s",
            converter = DurationConverter.class,
            description = "Virtual time that the figures are over (${DEFAULT-VALUE}).")
    private Duration measured;

    @Option(
            names = "--pace",
            defaultValue = "fast",
            description =
                    "fast: as fast as it goes, with events of the time just before now; real: a second of virtual "
                            + "time takes a second (${DEFAULT-VALUE}).")
    private Pace pace;

    @Option(
            names = "--system",
            defaultValue = "simulated",
            description = "Under which system events are published (${DEFAULT-VALUE}).")
    private String system;

    @Option(names = "--run", description = "Under which run (default: simulated- and the time).")
    private String run;

    @Mixin
    private SettingsOptions options;

    @Mixin
    private DocumentOutput output;

    private long lastLineNanos = System.nanoTime();

    @Override
    public Integer call() {
        Shutdown shutdown = Shutdown.onSignal();
        try {
            return shutdown.finished(simulate(shutdown));
        } finally {
            shutdown.closed();
        }
    }

    private int simulate(Shutdown shutdown) {
        Settings settings = options.settings();
        ClusterConfig config = cluster.config();
        Duration length = warmup.plus(measured);
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        Instant start = pace == Pace.REAL ? now : now.minus(length);
        SimulatedEvents.Name name = new SimulatedEvents.Name(system, run == null ? RUN.format(now) : run, "");
        try (Outlet outlet = Outlet.open(settings).orElse(null)) { // null: nothing to close
            Publication publication = outlet == null ? null : new Publication(outlet, name, config, seed, start);
            long began = System.nanoTime();
            SimulationResult result =
                    ClusterSimulation.run(config, seed, warmup, measured, watch(publication, began, length, shutdown));
            double wallSeconds = (System.nanoTime() - began) / 1e9;
            Long published = publication == null ? null : publication.finish(length);
            SimulateDocument document = SimulateDocument.of(config, seed, result, published, wallSeconds);
            output.print(document, () -> document.text(config));
            return result.safetyViolations() == 0 ? ExitCode.FINE : ExitCode.FINDING;
        } catch (CancellationException e) {
            say(e.getMessage());
            return ExitCode.INCONCLUSIVE;
        }
    }

    /** @param publication null where Kafka is not named */
    private Observer watch(Publication publication, long began, Duration length, Shutdown shutdown) {
        Observer next = publication == null ? Observer.NONE : publication.begin(warmup);
        return new Watch(next, simulated -> {
            progress(simulated, length);
            long ahead = pace == Pace.REAL ? began + simulated.toNanos() - System.nanoTime() : 0;
            return ahead > 0 ? shutdown.await(Duration.ofNanos(ahead)) : shutdown.isRequested();
        });
    }

    private void progress(Duration simulated, Duration length) {
        long now = System.nanoTime();
        if (now - lastLineNanos >= LINE_EVERY_NANOS) {
            lastLineNanos = now;
            say("simulated " + simulated.toSeconds() + " of " + length.toSeconds() + " s");
        }
    }

    private void say(String line) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("plumbline: " + line);
        err.flush();
    }
}
