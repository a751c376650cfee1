package io.plumbline.cli.load;

import io.plumbline.cli.DocumentOutput;
import io.plumbline.cli.DurationConverter;
import io.plumbline.cli.ExitCode;
import io.plumbline.cli.NoAnswerException;
import io.plumbline.producers.load.CommandOutput;
import io.plumbline.producers.load.FaultAnalysis;
import io.plumbline.producers.load.FaultScenario;
import io.plumbline.producers.load.FaultScenario.Action;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

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
            "ended early, or the fault or the heal could not be done."
        })
final class FaultsCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command;

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

    @Option(names = "--fault-command", required = true, description = "Inflicts it, by the shell.")
    private String fault;

    @Option(names = "--heal-command", required = true, description = "Heals it, by the shell.")
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
    private DocumentOutput output;

    @Override
    public Integer call() throws Exception {
        FaultAnalysis analysis =
                new FaultAnalysis(slow, window, FaultAnalysis.DEFAULT.windows(), FaultAnalysis.DEFAULT.tolerance());
        Map<String, String> configuration = Map.of(
                "load.pattern", "faults", "load.target", target.spec().name(), "load.rate", Double.toString(rate));
        try (LoadSession session = LoadSession.open(
                "faults", target, configuration, command.commandLine().getErr())) {
            FaultScenario scenario = new FaultScenario(
                    target.openLoop(session.listener()),
                    rate,
                    duration,
                    faultAt,
                    healAt,
                    Action.command(fault, duration),
                    Action.command(heal, duration),
                    analysis,
                    session::stage);
            session.stage("baseline");
            FaultScenario.Outcome outcome = scenario.run(session.stop());
            Long lost = loss == null ? null : (Long) CommandOutput.number(loss, target.timeout());
            FaultsDocument document = FaultsDocument.of(target.spec().name(), session, outcome, lost);
            output.print(document, document::text);
            boolean fine = document.recoveryMillis() != null && (lost == null || lost == 0);
            return session.finished(fine ? ExitCode.FINE : ExitCode.FINDING);
        } catch (FaultScenario.PatternException e) {
            throw new NoAnswerException(e.getMessage());
        }
    }
}
