package io.plumbline.cli;

import io.plumbline.cli.csv.CsvTable;
import io.plumbline.cli.csv.TimeColumn;
import io.plumbline.settings.ConfigException;
import io.plumbline.streams.domain.reliability.Exposure;
import io.plumbline.streams.domain.reliability.History;
import io.plumbline.streams.domain.reliability.State;
import io.plumbline.streams.domain.reliability.StateChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plumbline reliability FILE.csv}. */
@Command(
        name = "reliability",
        mixinStandardHelpOptions = true,
        description = "Uptime, and mean times between failures and to repair, from changes of state.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  plumbline reliability events.csv",
            "  plumbline reliability events.csv --time at --node host --state status --output json",
            "",
            "FILE is CSV with a header line and a row for each change: its time (seconds, or such as",
            "2026-11-21T08:00:00Z), the node, and the state that begins: up, down or unknown.",
            "Nodes are watched from their first change to the last time in the file: a last row of",
            "any state says until when. Unknown time counts neither for nor against. Mean times",
            "have 90 % intervals; without a failure there is only what they are at least.",
            "Exit codes: 0 computed, 2 usage or a value that is nonsense (with its row and column),",
            "4 inconclusive: no time in which the state is known."
        })
final class ReliabilityCommand implements Callable<Integer> {
    private static final double MICROS_OF_SECOND = 1e6;

    @Parameters(paramLabel = "FILE", description = "A CSV file, or - for the standard input.")
    private String file;

    @Option(names = "--time", defaultValue = "time", paramLabel = "COLUMN", description = "When (${DEFAULT-VALUE}).")
    private String time;

    @Option(names = "--node", defaultValue = "node", paramLabel = "COLUMN", description = "What (${DEFAULT-VALUE}).")
    private String node;

    @Option(names = "--state", defaultValue = "state", paramLabel = "COLUMN", description = "How (${DEFAULT-VALUE}).")
    private String state;

    @Mixin
    private DocumentOutput output;

    @Override
    public Integer call() {
        ReliabilityDocument document = ReliabilityDocument.of(exposures(CsvTable.read(file)));
        output.print(document, document::text);
        return document.all().uptimePercent() == null ? ExitCode.INCONCLUSIVE : ExitCode.FINE;
    }

    private Map<String, Exposure> exposures(CsvTable table) {
        TimeColumn times = table.times(time);
        List<String> nodes = table.texts(node);
        List<String> states = table.texts(state);
        Map<String, List<StateChange>> changes = new TreeMap<>();
        for (int row = 0; row < table.rows(); row++) {
            changes.computeIfAbsent(nodes.get(row), first -> new ArrayList<>())
                    .add(new StateChange(micros(times.seconds().get(row)), state(table, row, states.get(row))));
        }
        long end = times.seconds().stream()
                .mapToLong(ReliabilityCommand::micros)
                .max()
                .orElseThrow();
        Map<String, Exposure> exposures = new TreeMap<>();
        changes.forEach((name, ofNode) -> exposures.put(name, exposure(new History(ofNode), end)));
        return exposures;
    }

    private static Exposure exposure(History history, long endMicros) {
        return history.including(history.changes().get(0).atMicros(), endMicros);
    }

    private State state(CsvTable table, int row, String text) {
        try {
            return State.valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw table.refuse(row, state, "'" + text + "' is none of up, down, unknown");
        }
    }

    private static long micros(double seconds) {
        if (Math.abs(seconds) > Long.MAX_VALUE / MICROS_OF_SECOND) {
            throw new ConfigException("times must be seconds, and " + seconds + " is too great for that");
        }
        return Math.round(MICROS_OF_SECOND * seconds);
    }
}
