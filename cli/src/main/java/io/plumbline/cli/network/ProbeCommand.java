package io.plumbline.cli.network;

import picocli.CommandLine.Command;

/** {@code plumbline probe}: it only lists its subcommands. */
@Command(
        name = "probe",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "The other end of network measurements.",
        subcommands = {ProbeServeCommand.class})
public final class ProbeCommand {}
