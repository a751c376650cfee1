package io.plumbline.cli.benchmark;

import io.plumbline.cli.network.NetworkBenchmarkCommand;
import picocli.CommandLine.Command;

/** {@code plumbline benchmark}: it only lists its subcommands. */
@Command(
        name = "benchmark",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Measure what a distributed system is made of: signatures, networks, consensus.",
        subcommands = {
            SignaturesCommand.class,
            NetworkBenchmarkCommand.class,
            ConsensusCommand.class,
            ThroughputCommand.class,
            ConditionsCommand.class,
            ByzantineCommand.class,
            AllCommand.class
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  plumbline benchmark signatures --algorithms ML-DSA-65,Ed25519",
            "  plumbline benchmark network --peer 10.0.0.2:8475 --sizes 1MB,100MB",
            "  plumbline benchmark all"
        })
public final class BenchmarkCommand {}
