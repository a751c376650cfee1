package io.plumbline.cli.agent;

import io.plumbline.cli.DocumentOutput;
import io.plumbline.cli.ExitCode;
import io.plumbline.settings.Settings;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code plumbline config show}. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "Print every setting that holds for a process, and where it comes from; secrets as ***.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  plumbline config show agent.yaml",
            "  plumbline config show agent.yaml --set host.interval=100ms --output json"
        })
final class ConfigShowCommand implements Callable<Integer> {
    private static final String DEFAULT = "default";

    @Mixin
    private ConfigSource source;

    @Mixin
    private DocumentOutput output;

    /** @param source file with line, variable of the environment, {@code --set} or {@code default} */
    record Line(String key, String value, String source) {}

    @Override
    public Integer call() {
        List<Line> lines = lines(source.checked());
        output.print(lines, () -> text(lines));
        return ExitCode.FINE;
    }

    private static List<Line> lines(Settings settings) {
        Map<String, Line> lines = new TreeMap<>();
        settings.defaults().forEach((key, value) -> lines.put(key, new Line(key, Redaction.of(key, value), DEFAULT)));
        settings.values()
                .forEach((key, value) -> lines.put(
                        key,
                        new Line(
                                key,
                                Redaction.of(key, value),
                                settings.sourceOf(key).orElse(DEFAULT))));
        return List.copyOf(lines.values());
    }

    private static String text(List<Line> lines) {
        int keys = lines.stream().mapToInt(line -> line.key.length()).max().orElse(0);
        int values = lines.stream().mapToInt(line -> line.value.length()).max().orElse(0);
        String format = "%-" + keys + "s  %-" + Math.max(1, Math.min(values, 60)) + "s  %s";
        return lines.stream()
                .map(line -> format.formatted(line.key, line.value, line.source))
                .collect(Collectors.joining(System.lineSeparator()));
    }
}
