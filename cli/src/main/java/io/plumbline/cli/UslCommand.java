package io.plumbline.cli;

import io.plumbline.cli.csv.CsvTable;
import io.plumbline.streams.domain.scaling.Scatter;
import io.plumbline.streams.domain.scaling.UslFitter;
import io.plumbline.streams.domain.scaling.UslVerdict;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plumbline usl FILE.csv --load COLUMN --throughput COLUMN}. */
@Command(
        name = "usl",
        mixinStandardHelpOptions = true,
        description =
                "Fit the Universal Scalability Law to measurements: contention, coherency, and where the peak is.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  plumbline usl steps.csv --load nodes --throughput ops_per_second",
            "  plumbline usl steps.csv --load nodes --throughput rate --output json",
            "  cat steps.csv | plumbline usl - --load nodes --throughput ops_per_second",
            "",
            "FILE is CSV with a header line. Every row is a point, also several of one load;",
            "rows without a load or a throughput are skipped and counted. At least four points",
            "at three different loads are needed. A peak is claimed only where the points show",
            "one.",
            "Exit codes: 0 fitted; 2 usage, or a value that is nonsense (with its row and",
            "column); 4 inconclusive, the warning says why."
        })
final class UslCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "A CSV file, or - for the standard input.")
    private String file;

    @Option(names = "--load", required = true, paramLabel = "COLUMN", description = "Nodes, clients or threads.")
    private String load;

    @Option(
            names = "--throughput",
            required = true,
            paramLabel = "COLUMN",
            description = "Completed work per unit of time, in any unit.")
    private String throughput;

    @Option(
            names = "--scatter",
            defaultValue = "even",
            description = "How measurements scatter about the law: even (by the same amount at every load) or "
                    + "proportional (by the same share). Default: ${DEFAULT-VALUE}.")
    private Scatter scatter;

    @Mixin
    private DocumentOutput output;

    @Override
    public Integer call() {
        LoadPoints points = LoadPoints.of(CsvTable.read(file), load, throughput);
        UslVerdict verdict = new UslFitter(scatter).fit(points.points());
        UslDocument document = UslDocument.of(verdict, points.warnings());
        output.print(document, () -> new UslText(document, points.greatestLoad()).all());
        return verdict instanceof UslVerdict.Inconclusive ? ExitCode.INCONCLUSIVE : ExitCode.FINE;
    }
}
