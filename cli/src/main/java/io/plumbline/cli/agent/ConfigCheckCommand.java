package io.plumbline.cli.agent;

import io.plumbline.cli.DocumentOutput;
import io.plumbline.cli.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code plumbline config check}. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = "Say whether a process would start with these settings; nothing is connected to or changed.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  plumbline config check agent.yaml",
            "  plumbline config check plumbline.yaml --for streams --set kafka.bootstrap.servers=kafka:9092",
            "",
            "Exit codes: 0 it would, 2 it would not: the message names the key, with file and line."
        })
final class ConfigCheckCommand implements Callable<Integer> {
    @Mixin
    private ConfigSource source;

    @Mixin
    private DocumentOutput output;

    /** @param settings how many were set, in file, environment and flags together */
    record Checked(String file, String process, int settings) {}

    @Override
    public Integer call() {
        int settings = source.checked().values().size();
        Checked checked = new Checked(source.file(), source.process().toString(), settings);
        output.print(
                checked,
                () -> "%s is fine for %s: %d settings".formatted(checked.file, checked.process, checked.settings));
        return ExitCode.FINE;
    }
}
