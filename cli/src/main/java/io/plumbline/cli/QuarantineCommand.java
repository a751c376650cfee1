package io.plumbline.cli;

import picocli.CommandLine.Command;

/** {@code plumbline quarantine}: it only lists its subcommands. */
@Command(
        name = "quarantine",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = {
            "See records that could not be read or stored, and try them again once the reason is gone.",
            "They are kept with their bytes, coordinates and reason. Nothing is ever deleted from there."
        },
        subcommands = {QuarantineListCommand.class, QuarantineShowCommand.class, QuarantineRetryCommand.class},
        footerHeading = "%nExamples:%n",
        footer = {
            "  plumbline quarantine list --since 24h",
            "  plumbline quarantine show plumbline.dead-letters/0/41 --raw record.bin",
            "  plumbline quarantine retry plumbline.window-stats/2/1733",
            "  plumbline quarantine retry --reason 'the registry has no schema' --dry-run"
        })
final class QuarantineCommand {}
