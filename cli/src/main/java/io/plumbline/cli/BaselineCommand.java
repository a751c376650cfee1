package io.plumbline.cli;

import picocli.CommandLine.Command;

/** {@code plumbline baseline}: it only lists its subcommands. */
@Command(
        name = "baseline",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = {
            "What series are compared with: see it, make it from what was measured, accept what is proposed, take it back.",
            "Every version stays, with author and reason."
        },
        subcommands = {
            BaselineListCommand.class,
            BaselineCaptureCommand.class,
            BaselineAcceptCommand.class,
            BaselineResetCommand.class
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  plumbline baseline list --system shop --history",
            "  plumbline baseline capture --system shop --from 24h --reason 'a quiet day'",
            "  plumbline baseline accept --system shop --operation checkout.charge",
            "  plumbline baseline reset --system shop --node n7 --reason 'new machine'"
        })
final class BaselineCommand {}
