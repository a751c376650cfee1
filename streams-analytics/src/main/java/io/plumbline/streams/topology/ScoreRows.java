package io.plumbline.streams.topology;

import io.plumbline.schemas.event.ScorePart;
import io.plumbline.schemas.event.ScoreReport;
import io.plumbline.streams.domain.scaling.live.Assessment;
import io.plumbline.streams.domain.scaling.live.RunKey;
import io.plumbline.streams.domain.scaling.live.ScoredWindow;
import io.plumbline.streams.domain.score.Part;
import io.plumbline.streams.domain.score.Score;
import io.plumbline.streams.domain.score.Step;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Locale;
import java.util.stream.Collectors;

/** Scores, as records of the contract. */
record ScoreRows(long windowMillis) {
    private static final int DECIMALS = 3;

    static String key(RunKey run) {
        return run.system() + "/" + run.run();
    }

    ScoreReport toWire(Assessment assessment, ScoredWindow window, Instant now) {
        Score score = window.score();
        ScoreReport report = new ScoreReport();
        report.setSystem(assessment.run().system());
        report.setRun(assessment.run().run());
        report.setOrigin(Enums.toWire(assessment.origin()));
        report.setWindowStart(Times.instant(window.startMicros()));
        report.setWindowMillis(windowMillis);
        report.setOperations(window.operations());
        report.setPoints(score.points());
        report.setGrade(score.grade().toString());
        report.setParts(score.parts().stream().map(ScoreRows::part).toList());
        report.setNextGrade(score.next().map(step -> step.grade().toString()).orElse(""));
        report.setNextStep(score.next().map(ScoreRows::words).orElse(""));
        report.setEmittedAt(now);
        return report;
    }

    private static ScorePart part(Part part) {
        return new ScorePart(part.component().name(), part.figure(), part.points(), part.weight());
    }

    private static String words(Step step) {
        return step.changes().stream().map(ScoreRows::words).collect(Collectors.joining(" and "));
    }

    private static String words(Step.Change change) {
        return String.format(
                Locale.ROOT,
                "%s from %s to %s %s",
                change.component().name().toLowerCase(Locale.ROOT),
                rounded(change.from(), RoundingMode.HALF_EVEN),
                rounded(change.to(), change.to() < change.from() ? RoundingMode.FLOOR : RoundingMode.CEILING),
                change.component().unit());
    }

    /** To three decimals; what is to be reached, so that it still earns the grade. */
    private static String rounded(double figure, RoundingMode mode) {
        return BigDecimal.valueOf(figure)
                .setScale(DECIMALS, mode)
                .stripTrailingZeros()
                .toPlainString();
    }
}
