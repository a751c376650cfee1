package io.plumbline.benchmarks;

import io.plumbline.benchmarks.engine.Restore;
import io.plumbline.benchmarks.run.Machine;
import io.plumbline.benchmarks.state.StateReport;
import io.plumbline.benchmarks.state.StateSize;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plumbline bench state}. */
@Command(
        name = "state",
        mixinStandardHelpOptions = true,
        description = "Measure what the state of many series takes, and how long a new instance needs to restore it.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  plumbline bench state --series 1000,10000 --restore 1000",
            "  PLUMBLINE_JAVA_OPTS=-Xmx10g plumbline bench state --series 100000 --restore 0"
        })
final class StateCommand implements Callable<Integer> {
    @Option(
            names = "--series",
            split = ",",
            defaultValue = "1000,10000",
            description = "Nodes times their five operations (${DEFAULT-VALUE}).")
    private List<Integer> series;

    @Option(
            names = "--restore",
            split = ",",
            defaultValue = "1000,10000",
            description = "Series whose restore is timed; 0: none (${DEFAULT-VALUE}).")
    private List<Integer> restore;

    @Mixin
    private ReportOutput output;

    @Override
    public Integer call() throws Exception {
        Instant started = Instant.now();
        Machine machine = Machine.now();
        List<StateSize> sizes = new ArrayList<>();
        for (int count : series) {
            output.progress("the state of %,d series".formatted(count));
            StateSize size = StateSize.measure(count);
            sizes.add(size);
            StateReport.rows(size).forEach(output::progress);
        }
        List<Restore> restores = new ArrayList<>();
        for (int count : restore.stream().filter(wanted -> wanted > 0).toList()) {
            output.progress("restoring %,d series".formatted(count));
            restores.add(Restore.measure(count));
        }
        StateReport report = new StateReport(started, machine, sizes, restores);
        output.print(report);
        return 0;
    }
}
