package io.plumbline.cli.load;

import picocli.CommandLine.Command;

/** {@code plumbline load}: it only lists its subcommands. */
@Command(
        name = "load",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = {
            "Put load on a real target and measure what its users would see.",
            "Latencies count from when an operation was due, also when the target keeps everybody waiting."
        },
        subcommands = {
            SustainedCommand.class,
            BurstCommand.class,
            RampCommand.class,
            StressCommand.class,
            SweepCommand.class,
            OverheadCommand.class,
            FaultsCommand.class
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  plumbline load sustained --target http://127.0.0.1:8080/ --rate 200 --profile minimum",
            "  plumbline load stress --target tcp://127.0.0.1:5432 --from 50 --to 5000",
            "",
            "With --set kafka.bootstrap.servers=... --set registry.schema.registry.url=... every operation",
            "and the run's stages are published, too, so that runs compare later."
        })
public final class LoadCommand {}
