package io.plumbline.cli;

import io.plumbline.cli.csv.CsvTable;
import io.plumbline.streams.domain.scaling.Scatter;
import io.plumbline.streams.domain.scaling.steps.ScalingAnalysis;
import io.plumbline.streams.domain.scaling.steps.ScalingLimits;
import io.plumbline.streams.domain.scaling.steps.ScalingReport;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plumbline steps FILE.csv}. */
@Command(
        name = "steps",
        mixinStandardHelpOptions = true,
        description = "Report on the steps of a scaling test: efficiency, bottlenecks, advice, recommended nodes.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  plumbline steps scaling_test_demo_20261121_080000.csv",
            "  plumbline steps steps.csv --nodes n --throughput rate --output json",
            "",
            "FILE is CSV with a header line and a row for each step. It must have node_count and",
            "operations_per_second; these are read where they are there: mean_latency_ms,",
            "success_rate (0 to 1), seconds, cpu_share (0 to 1), memory_bytes,",
            "messages_per_operation, delivered_share (0 to 1), bytes_per_second (of all nodes).",
            "Rows of one number of nodes are one step. Efficiency is computed, not read.",
            "Exit codes: 0 no bottleneck, 1 at least one, 2 usage or a value that is nonsense (with",
            "its row and column), 4 inconclusive: one number of nodes only."
        })
final class StepsCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "A CSV file, or - for the standard input.")
    private String file;

    @Option(
            names = "--nodes",
            defaultValue = "node_count",
            paramLabel = "COLUMN",
            description = "Nodes of each step (${DEFAULT-VALUE}).")
    private String nodes;

    @Option(
            names = "--throughput",
            defaultValue = "operations_per_second",
            paramLabel = "COLUMN",
            description = "Operations per second of all nodes together (${DEFAULT-VALUE}).")
    private String throughput;

    @Option(names = "--scatter", defaultValue = "even", description = "even or proportional, as of plumbline usl.")
    private Scatter scatter;

    @Mixin
    private DocumentOutput output;

    @Override
    public Integer call() {
        StepRows rows = StepRows.of(CsvTable.read(file), nodes, throughput);
        ScalingReport report = new ScalingAnalysis(ScalingLimits.DEFAULT, scatter).report(rows.steps());
        StepsDocument document = StepsDocument.of(report, rows.warnings());
        output.print(document, document::text);
        if (report.steps().size() == 1) {
            return ExitCode.INCONCLUSIVE;
        }
        return report.bottlenecks().isEmpty() ? ExitCode.FINE : ExitCode.FINDING;
    }
}
