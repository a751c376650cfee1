package io.plumbline.cli.load;

import io.plumbline.cli.DocumentOutput;
import io.plumbline.cli.ExitCode;
import io.plumbline.producers.figure.Claim;
import io.plumbline.producers.load.Arrivals;
import io.plumbline.producers.load.LoadSummary;
import io.plumbline.producers.load.OpenLoop;
import io.plumbline.producers.load.Readiness;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the commands of simple patterns have in common: they differ in when operations are due. */
final class PatternRun {
    @Mixin
    private TargetOptions target;

    @Option(names = "--profile", description = "Targets: production, minimum, generation or verification.")
    private Readiness.Profile profile;

    @Option(
            names = "--expect",
            paramLabel = "METRIC=LIMIT",
            description = "One more target: mean_ms, p50_ms, p95_ms, p99_ms, ops_per_second, success_percent or "
                    + "error_percent; repeatable.")
    private Map<String, Double> expected = new HashMap<>();

    @Option(
            names = "--csv",
            paramLabel = "FILE",
            description = "Every operation as a row: due_seconds, latency_ms, service_ms, outcome.")
    private Path csv;

    @Mixin
    private WarmUp warmUp;

    @Mixin
    private DocumentOutput output;

    int run(String pattern, Arrivals arrivals, Map<String, String> configuration)
            throws InterruptedException, IOException {
        Readiness readiness = Readiness.of(profile, expected);
        if (csv != null) {
            OperationCsv.check(csv); // not when all is measured
        }
        try (LoadSession session = target.open(pattern, configuration)) {
            warmUp.perform(target, arrivals.count() * Arrivals.NANOS / arrivals.endNanos(), session);
            OpenLoop loop = target.openLoop(session.listener());
            session.stage(pattern + " on " + target.spec().name());
            OpenLoop.Run run = loop.run(arrivals, session.stop());
            List<Claim> claims = readiness.judge(LoadSummary.of(run.log(), 0, arrivals.endNanos()));
            PatternDocument document =
                    PatternDocument.of(pattern, target.spec().name(), session, run, arrivals.endNanos(), claims);
            if (csv != null) {
                OperationCsv.write(csv, run.log());
            }
            output.print(document, document::text);
            return session.finished(exitCode(document));
        }
    }

    private static int exitCode(PatternDocument document) {
        boolean nothingWorked = document.summary().succeeded() == 0;
        boolean leaks = document.watched() != null && document.watched().leaks();
        if (nothingWorked || leaks || document.verdict() == Claim.Verdict.FAIL) {
            return ExitCode.FINDING;
        }
        return document.verdict() == Claim.Verdict.WARN ? ExitCode.WARNING : ExitCode.FINE;
    }
}
