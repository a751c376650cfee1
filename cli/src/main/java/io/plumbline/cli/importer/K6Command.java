package io.plumbline.cli.importer;

import io.plumbline.producers.importer.K6Importer;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plumbline import k6 FILE}. */
@Command(
        name = "k6",
        mixinStandardHelpOptions = true,
        description = "Import what k6 wrote with --out json=FILE or --out csv=FILE.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  plumbline import k6 results.json.gz --system shop --dry-run",
            "  plumbline import k6 results.csv --metric http_req_duration,checkout_time --output json",
            "",
            "k6's CSV has times in whole seconds unless K6_CSV_TIME_FORMAT is unix_micro or the like."
        })
final class K6Command implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "JSON lines or CSV, also as .gz.")
    private Path file;

    @Option(
            names = "--metric",
            paramLabel = "NAME",
            split = ",",
            description = "Trends of times to import (http_req_duration, grpc_req_duration, ws_connecting).")
    private Set<String> metrics;

    @Mixin
    private ImportOptions options;

    @Override
    public Integer call() throws Exception {
        return options.run(new K6Importer(metrics == null ? K6Importer.METRICS : metrics), List.of(file));
    }
}
