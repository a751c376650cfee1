package io.plumbline.cli.importer;

import io.plumbline.producers.importer.JmeterImporter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plumbline import jmeter FILE}. */
@Command(
        name = "jmeter",
        mixinStandardHelpOptions = true,
        description = "Import JMeter's results (-l FILE.jtl), CSV with a header or XML.",
        footerHeading = "%nExample:%n",
        footer = "  plumbline import jmeter results.jtl --system shop --node generator-1 --create-topics")
final class JmeterCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "A .jtl file, also as .gz.")
    private Path file;

    @Option(
            names = "--stamps-end",
            description = "Time stamps are those of the end (sampleresult.timestamp.start=false).")
    private boolean stampsEnd;

    @Mixin
    private ImportOptions options;

    @Override
    public Integer call() throws Exception {
        return options.run(new JmeterImporter(stampsEnd), List.of(file));
    }
}
