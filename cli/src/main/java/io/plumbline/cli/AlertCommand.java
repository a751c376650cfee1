package io.plumbline.cli;

import picocli.CommandLine.Command;

/** {@code plumbline alert}: it only lists its subcommands. */
@Command(
        name = "alert",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = {
            "What changed for the worse: see it, say that you are on it, or that this is how it is from now on.",
            "Alerts that began together are one incident."
        },
        subcommands = {
            AlertListCommand.class,
            AlertShowCommand.class,
            AlertAcknowledgeCommand.class,
            AlertAcceptCommand.class
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  plumbline alert list --system shop",
            "  plumbline alert show a-1f56ccbc8530",
            "  plumbline alert acknowledge a-1f56ccbc8530 --reason 'looking at node n7'",
            "  plumbline alert accept a-1f56ccbc8530 --reason 'new signatures cost that much'"
        })
final class AlertCommand {}
