package io.plumbline.cli.benchmark;

import picocli.CommandLine.Command;

/** {@code plumbline benchmark}: it only lists its subcommands. */
@Command(
        name = "benchmark",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Measure what a distributed system is made of: signatures, networks, consensus.",
        subcommands = {SignaturesCommand.class},
        footerHeading = "%nExamples:%n",
        footer = {"  plumbline benchmark signatures --algorithms ML-DSA-65,Ed25519"})
public final class BenchmarkCommand {}
