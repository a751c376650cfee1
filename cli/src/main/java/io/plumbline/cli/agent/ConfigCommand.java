package io.plumbline.cli.agent;

import picocli.CommandLine.Command;

/** {@code plumbline config}: it only lists its subcommands. */
@Command(
        name = "config",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Look at a settings file before a process is given it.",
        subcommands = {ConfigCheckCommand.class, ConfigShowCommand.class},
        footerHeading = "%nExamples:%n",
        footer = {"  plumbline config check agent.yaml", "  plumbline config show plumbline.properties --for sink"})
public final class ConfigCommand {}
