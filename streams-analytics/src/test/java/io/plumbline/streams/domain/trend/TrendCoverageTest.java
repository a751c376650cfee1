package io.plumbline.streams.domain.trend;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.streams.domain.trend.TrendVerdict.Moving;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How often intervals hold the truth and how often chance is taken for a trend, by drawing series. */
class TrendCoverageTest {
    private static final int DRAWS = 1000;
    private static final int POINTS = 40;
    private static final double SLOPE = 0.03;

    private final Random random = new Random(20261121);

    @Test
    void theSlopesIntervalHoldsTheTruth() {
        assertThat(share(0, SLOPE, points -> slope(points).contains(SLOPE))).isBetween(0.93, 0.97);
    }

    @Test
    void theProjectionHoldsTheNextValue() {
        assertThat(share(0, SLOPE, points -> {
                    TrendLine line = line(points.subList(0, POINTS - 1));
                    TimedValue next = points.get(POINTS - 1);
                    return line.projection(next.time()).contains(next.value());
                }))
                .isGreaterThan(0.93);
    }

    @Test
    void chanceIsATrendAsOftenAsTheSignificanceSays() {
        assertThat(share(0, 0, TrendCoverageTest::isMoving)).isBetween(0.03, 0.065);
    }

    @Test
    void valuesThatFollowTheirNeighboursAreNotTakenForATrendMuchMoreOften() { // 24 % are, counted as independent
        assertThat(share(0.5, 0, TrendCoverageTest::isMoving)).isLessThan(0.12);
    }

    private double share(double following, double slope, Predicate<List<TimedValue>> holds) {
        return (double) IntStream.range(0, DRAWS)
                        .filter(draw -> holds.test(series(following, slope)))
                        .count()
                / DRAWS;
    }

    /** Normal scatter, of which each value keeps a share of the one before. */
    private List<TimedValue> series(double following, double slope) {
        List<TimedValue> points = new ArrayList<>();
        double rest = random.nextGaussian();
        for (int i = 0; i < POINTS; i++) {
            points.add(new TimedValue(i, 10 + slope * i + rest));
            rest = following * rest + Math.sqrt(1 - following * following) * random.nextGaussian();
        }
        return points;
    }

    private static boolean isMoving(List<TimedValue> points) {
        return TrendDetector.DEFAULT.judge(points) instanceof Moving;
    }

    private static Interval slope(List<TimedValue> points) {
        return line(points).slope();
    }

    private static TrendLine line(List<TimedValue> points) {
        return TrendDetector.figures(new Series(points)).line();
    }
}
