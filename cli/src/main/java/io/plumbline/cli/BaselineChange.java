package io.plumbline.cli;

import io.plumbline.cli.baseline.BaselineTopic;
import io.plumbline.schemas.event.Baseline;
import io.plumbline.schemas.topic.TopicCatalogue;
import io.plumbline.settings.Settings;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import picocli.CommandLine;

/** What the commands that change baselines have in common: read the topic, write the next versions, say which. */
record BaselineChange(CommandLine command, Settings settings, OutputFormat output) {
    private static final Comparator<Baseline> BY_SERIES =
            Comparator.comparing(Baseline::getOperation).thenComparing(Baseline::getNode);

    /**
     * Writes what {@code next} makes of the topic's present baselines.
     *
     * @param nothing what is said, with the exit code for an input that allows no answer, when that is none
     */
    int write(Function<List<Baseline>, List<Baseline>> next, String nothing)
            throws ExecutionException, InterruptedException {
        try (BaselineTopic topic =
                BaselineTopic.open(TopicCatalogue.from(settings).baselines(), settings)) {
            settings.rejectUnknown(SettingsGroups.ALL);
            List<Baseline> changes =
                    next.apply(topic.present()).stream().sorted(BY_SERIES).toList();
            if (changes.isEmpty()) {
                PrintWriter err = command.getErr();
                err.println("plumbline: " + nothing);
                err.flush();
                return ExitCode.INCONCLUSIVE;
            }
            List<Baseline> written = topic.publish(changes);
            new BaselineListing(command.getOut(), output)
                    .print(written.stream().map(BaselineListing::report).toList(), "");
            return ExitCode.FINE;
        }
    }
}
