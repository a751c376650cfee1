package io.plumbline.cli.importer;

import picocli.CommandLine.Command;

/** {@code plumbline import}: it only lists its subcommands. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = "Publish what other tools measured, at its original times, in a run of its own.",
        synopsisSubcommandLabel = "FORMAT",
        subcommands = {
            K6Command.class,
            JmeterCommand.class,
            HistogramLogCommand.class,
            PrometheusCommand.class,
            CsvCommand.class
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  plumbline import jmeter results.jtl --dry-run",
            "  plumbline import k6 results.json.gz --system shop --run nightly-311 --create-topics",
            "  plumbline import prometheus before.txt after.txt --at 2026-03-02T08:00:00Z,2026-03-02T08:01:00Z",
            "",
            "Imports go to topics of their own, plumbline.import.* unless topics.prefix says otherwise, which keep everything;",
            "a pipeline of their own reads them (docs/importers.md). Each import is there once: after an interruption the same",
            "command goes on where it was, and what was imported whole is not published again.",
            "Exit codes: 0 all of it, 1 some lines were refused, 2 usage or (with --strict) the first bad line,",
            "3 Kafka or the registry cannot be reached, 4 nothing to import, or ended before all was published."
        })
public final class ImportCommand {}
