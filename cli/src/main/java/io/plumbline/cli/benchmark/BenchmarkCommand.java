package io.plumbline.cli.benchmark;

import picocli.CommandLine.Command;

/** {@code plumbline benchmark}: it only lists its subcommands. */
@Command(
        name = "benchmark",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Measure what a distributed system is made of: signatures, networks, consensus.",
        subcommands = {})
public final class BenchmarkCommand {}
