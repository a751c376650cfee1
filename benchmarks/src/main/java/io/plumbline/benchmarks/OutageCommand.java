package io.plumbline.benchmarks;

import io.plumbline.benchmarks.run.Machine;
import io.plumbline.benchmarks.store.OutageRun;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code plumbline bench outage}. */
@Command(
        name = "outage",
        mixinStandardHelpOptions = true,
        description = "Take the sink's database away while its topic grows, and look at the sink's memory.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  plumbline bench outage",
            "  plumbline bench outage --rows 400000 --heap 128m",
            "",
            "It fails if the sink stops, or if rows are missing when the database is back."
        })
final class OutageCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--rows",
            defaultValue = "100000",
            description = "Rows that are stored before, and as many that come meanwhile (${DEFAULT-VALUE}).")
    private int rows;

    @Option(names = "--heap", defaultValue = "128m", description = "Heap of the sink (${DEFAULT-VALUE}).")
    private String heap;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        out.println("%s; heap of the sink %s".formatted(Machine.now().text(), heap));
        out.println();
        out.println("| | records waiting | heap after collection, MiB |");
        out.println("|---|--:|--:|");
        for (OutageRun.Moment moment : new OutageRun(rows, heap).run()) {
            out.println("| %s | %,d | %.1f |"
                    .formatted(moment.moment(), moment.waiting(), moment.heapBytes() / (double) (1 << 20)));
        }
        return 0;
    }
}
