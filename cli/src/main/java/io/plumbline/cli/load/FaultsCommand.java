package io.plumbline.cli.load;

import io.plumbline.cli.DocumentOutput;
import io.plumbline.cli.DurationConverter;
import io.plumbline.cli.ExitCode;
import io.plumbline.cli.NoAnswerException;
import io.plumbline.producers.load.FaultAnalysis;
import io.plumbline.producers.load.FaultScenario;
import io.plumbline.producers.load.FaultScenario.Action;
import io.plumbline.producers.load.InconclusiveException;
import io.plumbline.producers.load.LossCount;
import io.plumbline.producers.probe.Program;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plumbline load faults}. */
@Command(
        name = "faults",
        mixinStandardHelpOptions = true,
        description = "Inflict a fault under load and heal it: how soon it shows, how soon all is well again.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  plumbline load faults --target http://127.0.0.1:8080/ --rate 100 --duration 60s \\",
            "      --fault-at 20s --fault-command 'docker pause db' \\",
            "      --heal-at 35s --heal-command 'docker unpause db' --loss-command ./count-lost.sh",
            "",
            "Before the fault is the baseline. An operation is bad if it fails or takes more than --slow",
            "times the baseline's P99. Detection: from the fault to the end of the first bad operation.",
            "Recovery: from the heal to the first of three windows in a row that are as good as before.",
            "Exit codes: 0 recovered and nothing lost, 1 not recovered or something lost, 2 usage, 4",
            "ended early, the fault or the heal could not be done, or nobody knows what was lost."
        })
final class FaultsCommand implements Callable<Integer> {
    @Mixin
    private TargetOptions target;

    @Option(names = "--rate", required = true, description = "Operations per second.")
    private double rate;

    @Option(
            names = "--duration",
            required = true,
            converter = DurationConverter.class,
            description = "Of the whole run.")
    private Duration duration;

    @Option(names = "--fault-at", required = true, converter = DurationConverter.class, description = "When it begins.")
    private Duration faultAt;

    @Option(names = "--heal-at", required = true, converter = DurationConverter.class, description = "When it ends.")
    private Duration healAt;

    @Option(names = "--fault-command", required = true, description = "Inflicts it; no shell reads it: sh -c '...'.")
    private String fault;

    @Option(names = "--heal-command", required = true, description = "Heals it, likewise.")
    private String heal;

    @Option(
            names = "--loss-command",
            description = "Prints how many operations the target has lost; asked when all is over.")
    private String loss;

    @Option(
            names = "--slow",
            defaultValue = "3",
            description = "So many times the baseline's P99 is slow (${DEFAULT-VALUE}).")
    private double slow;

    @Option(
            names = "--window",
            defaultValue = "500ms",
            converter = DurationConverter.class,
            description = "Stretch in which recovery is judged (${DEFAULT-VALUE}).")
    private Duration window;

    @Mixin
    private WarmUp warmUp;

    @Mixin
    private DocumentOutput output;

    @Override
    public Integer call() throws Exception {
        Program lossCount = loss == null ? null : Program.of("--loss-command", loss);
        FaultAnalysis analysis =
                new FaultAnalysis(slow, window, FaultAnalysis.DEFAULT.windows(), FaultAnalysis.DEFAULT.tolerance());
        try (LoadSession session = target.open("faults", Map.of("load.rate", Double.toString(rate)))) {
            FaultScenario scenario = new FaultScenario(
                    target.openLoop(session.listener()),
                    rate,
                    duration,
                    faultAt,
                    healAt,
                    Action.command(Program.of("--fault-command", fault), duration),
                    Action.command(Program.of("--heal-command", heal), duration),
                    analysis,
                    session::stage);
            warmUp.perform(target, rate, session);
            session.stage("baseline");
            FaultScenario.Outcome outcome = scenario.run(session.stop());
            Long lost = lossCount == null ? null : lost(lossCount, session);
            FaultsDocument document = FaultsDocument.of(target.spec().name(), session, outcome, lost);
            output.print(document, document::text);
            return session.finished(exitCode(document, lossCount != null, lost));
        } catch (InconclusiveException e) {
            throw new NoAnswerException(e.getMessage());
        }
    }

    /** Null if it cannot be told: what was measured until then is not lost with it. */
    private Long lost(Program lossCount, LoadSession session) throws InterruptedException {
        try {
            return LossCount.ask(lossCount, target.timeout());
        } catch (IOException e) {
            session.say("how many operations were lost is not known: " + e.getMessage());
            return null;
        }
    }

    private static int exitCode(FaultsDocument document, boolean askedForLoss, Long lost) {
        if (document.recoveryMillis() == null || (lost != null && lost != 0)) {
            return ExitCode.FINDING;
        }
        return askedForLoss && lost == null ? ExitCode.INCONCLUSIVE : ExitCode.FINE;
    }
}
