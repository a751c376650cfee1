package io.plumbline.cli.scale;

import io.plumbline.cli.DocumentOutput;
import io.plumbline.cli.ExitCode;
import io.plumbline.cli.Shutdown;
import io.plumbline.producers.scale.Checkpoint;
import io.plumbline.producers.scale.CheckpointFile;
import io.plumbline.producers.scale.Controller;
import io.plumbline.producers.scale.Target;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs a suite from its beginning or its checkpoint, and leaves its files. */
record SuiteRun(Suite suite, Targets targets, ScaleOptions options, DocumentOutput output, PrintWriter err) {
    /** Set by the launcher where standard output is a terminal: since Java 22 the JVM cannot tell. */
    private static final String TERMINAL = "plumbline.terminal";

    /** @return the exit code */
    int run() throws Exception {
        Shutdown shutdown = Shutdown.onSignal();
        try {
            return shutdown.finished(run(shutdown));
        } finally {
            shutdown.closed();
        }
    }

    private int run(Shutdown shutdown) throws Exception {
        ResultFiles files = ResultFiles.in(options.out());
        CheckpointFile file = new CheckpointFile(files.checkpoint(suite.name()));
        Optional<Checkpoint> found = file.read();
        boolean isResumed = options.resume() && found.isPresent();
        Checkpoint from = isResumed ? resumed(found.get()) : begun(found, file);
        Provenance provenance = new Provenance(suite.origin(), from.startedAt(), from.facts());
        Checkpoint done = measure(file, from, isResumed, provenance, shutdown);
        long left = suite.steps().stream().filter(step -> !done.has(step)).count();
        if (left > 0) {
            say("ended with " + left + " of " + suite.steps().size()
                    + " steps left; the same command with --resume goes on with them");
            return ExitCode.INCONCLUSIVE;
        }
        List<CurveReport> reports = suite.curves().stream()
                .map(curve -> CurveReport.of(curve, done.of(curve)))
                .toList();
        print(reports, provenance, files);
        file.remove();
        if (targets.publishes()) {
            say("published, too: each curve is a run that is named as its files are");
        }
        return reports.stream().anyMatch(CurveReport::hasFinding) ? ExitCode.FINDING : ExitCode.FINE;
    }

    private Checkpoint resumed(Checkpoint found) {
        found.checkConfiguration(suite.configuration());
        found.checkPublication(targets.publishes());
        if (found.published() && !targets.publishes()) {
            say("what was published of this suite stays as it is, a run without an end; the steps left are measured"
                    + " for its files alone");
        }
        return found;
    }

    private Checkpoint begun(Optional<Checkpoint> found, CheckpointFile file) throws Exception {
        if (options.resume()) {
            say("no suite was interrupted here (" + file + "): this one begins");
        } else if (found.isPresent()) {
            say(found.get().results().size() + " steps of an interrupted suite in " + file
                    + " are given up; --resume would have gone on with it");
        }
        return Checkpoint.start(
                suite.configuration(),
                targets.facts(),
                Instant.now().truncatedTo(ChronoUnit.SECONDS),
                targets.publishes());
    }

    private Checkpoint measure(
            CheckpointFile file, Checkpoint from, boolean isResumed, Provenance provenance, Shutdown shutdown)
            throws Exception {
        ProgressBar bar = new ProgressBar(err, Boolean.getBoolean(TERMINAL));
        int processors = Runtime.getRuntime().availableProcessors();
        try (Target target = targets.open(suite, from, isResumed, provenance)) {
            return new Controller(target, file, bar, processors).run(suite.curves(), from, shutdown::isRequested);
        } finally {
            bar.end();
        }
    }

    private void print(List<CurveReport> reports, Provenance provenance, ResultFiles files) {
        List<String> written = new ArrayList<>();
        for (CurveReport report : reports) {
            files.write(report, provenance).stream().map(Path::toString).forEach(written::add);
        }
        SuiteDocument document = new SuiteDocument(
                suite.name(),
                suite.origin().name(),
                reports.stream()
                        .map(report -> ScaleDocument.of(report, provenance))
                        .toList(),
                written);
        output.print(document, document::text);
    }

    private void say(String line) {
        err.println("plumbline: " + line);
        err.flush();
    }
}
