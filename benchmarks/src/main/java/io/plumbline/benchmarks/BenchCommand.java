package io.plumbline.benchmarks;

import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The root: it only lists its subcommands. */
@Command(
        name = "plumbline bench",
        mixinStandardHelpOptions = true,
        description = "Measure Plumbline's own cost on this machine, beside others.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            AgentCommand.class,
            DetectCommand.class,
            EngineCommand.class,
            FreshnessCommand.class,
            JmhCommand.class,
            OutageCommand.class,
            SinkCommand.class,
            StateCommand.class,
            HelpCommand.class
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  plumbline bench agent                 what an agent takes of its host",
            "  plumbline bench detect                what change detectors find, miss and imagine",
            "  plumbline bench engine                throughput, beside a bare consumer and other engines",
            "  plumbline bench freshness             how soon a window's row can be read",
            "  plumbline bench jmh SketchBenchmark   cost of one call",
            "  plumbline bench outage                memory of the sink while its database is away",
            "  plumbline bench sink                  rows stored in a second, beside COPY, INSERT and Kafka Connect",
            "  plumbline bench state                 memory and changelog of a series, and time to restore",
            "",
            "A quiet machine gives figures; a busy one only ratios. Results and their reading: docs/benchmarks.md."
        })
final class BenchCommand {}
