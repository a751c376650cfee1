package io.plumbline.streams.domain.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class OfflineDetectorTest {
    /** Annual flow of the Nile at Aswan, 1871 to 1970: G. W. Cobb, Biometrika 65 (1978), table 1. */
    private static final double[] NILE = {
        1120, 1160, 963, 1210, 1160, 1160, 813, 1230, 1370, 1140, 995, 935, 1110, 994, 1020, 960, 1180, 799, 958, 1140,
        1100, 1210, 1150, 1250, 1260, 1220, 1030, 1100, 774, 840, 874, 694, 940, 833, 701, 916, 692, 1020, 1050, 969,
        831, 726, 456, 824, 702, 1120, 1100, 832, 764, 821, 768, 845, 864, 862, 698, 845, 744, 796, 1040, 759, 781, 865,
        845, 944, 984, 897, 822, 1010, 771, 676, 649, 846, 812, 742, 801, 1040, 860, 874, 848, 890, 744, 749, 838, 1050,
        918, 986, 797, 923, 975, 815, 1020, 906, 901, 1170, 912, 746, 919, 718, 714, 740
    };

    @Test
    void findsTheChangeOfTheNileIn1899() { // Cobb's answer: 1898 is the last year of the old level
        List<Change> changes = changes(NILE);

        assertThat(changes).extracting(change -> 1871 + change.index()).containsExactly(1899);
        assertThat(changes.get(0).kind()).isEqualTo(Kind.STEP);
        assertThat(changes.get(0).percent()).isCloseTo(-23.5, within(2.0));
    }

    @Test
    void findsEachOfSeveralSteps() {
        double[] values = SeriesMaker.noisy(240, .05, 1, i -> i < 60 ? 100 : i < 120 ? 120 : i < 180 ? 138 : 104);

        assertThat(changes(values)).extracting(Change::index).containsExactly(60, 120, 180);
        assertThat(changes(values)).extracting(Change::kind).containsOnly(Kind.STEP);
    }

    @Test
    void callsAShortExcursionASpikeAndItsReturnNothing() {
        List<Change> changes = changes(SeriesMaker.noisy(240, .05, 2, i -> i >= 100 && i < 107 ? 180 : 100));

        assertThat(changes).extracting(Change::index).containsExactly(100);
        assertThat(changes).extracting(Change::kind).containsExactly(Kind.SPIKE);
    }

    @Test
    void callsTheBeginningOfASlopeATrend() {
        List<Change> changes =
                changes(SeriesMaker.noisy(240, .02, 3, i -> 100 * Math.exp(.005 * Math.max(0, i - 120))));

        assertThat(changes).hasSize(1);
        assertThat(changes.get(0).kind()).isEqualTo(Kind.TREND);
        assertThat(changes.get(0).index()).isBetween(110, 130);
        assertThat(changes.get(0).percent()).isCloseTo(100 * (Math.exp(.6) - 1), within(8.0));
    }

    @Test
    void findsAStepOnASlope() {
        List<Change> changes =
                changes(SeriesMaker.noisy(240, .03, 4, i -> 100 * Math.exp(.004 * i) * (i < 150 ? 1 : 1.3)));

        assertThat(changes).extracting(Change::index).containsExactly(150);
        assertThat(changes.get(0).percent()).isCloseTo(30, within(5.0));
    }

    @Test
    void aSlopeAWalkAndASeasonAreNoChange() {
        assertThat(changes(SeriesMaker.noisy(240, .05, 5, i -> 100 * Math.exp(.004 * i))))
                .isEmpty();
        assertThat(changes(SeriesMaker.walk(240, 0, 6))).isEmpty();
        assertThat(changes(SeriesMaker.walk(240, 3, 7))).isEmpty();
        assertThat(changes(SeriesMaker.noisy(144, .03, 8, i -> 100 * Math.exp(.3 * Math.sin(Math.PI * i / 6)))))
                .isEmpty();
    }

    @Test
    void findsAStepBelowASeason() {
        double[] values =
                SeriesMaker.noisy(240, .05, 9, i -> (i < 120 ? 100 : 115) * (1 + .1 * Math.sin(Math.PI * i / 12)));

        assertThat(changes(values)).hasSize(1);
        assertThat(changes(values).get(0).index()).isBetween(118, 122);
    }

    @Test
    void outliersAreNotChanges() {
        assertThat(changes(SeriesMaker.noisy(240, .05, 10, i -> i % 47 == 5 ? 250 : 100)))
                .isEmpty();
    }

    @Test
    void whatNeverChangesIsSteadyAndAChangeWithoutNoiseIsSeen() {
        double[] values = new double[50];
        Arrays.fill(values, 3);
        assertThat(changes(values)).isEmpty();

        Arrays.fill(values, 30, 50, 4);
        assertThat(changes(values)).extracting(Change::index).containsExactly(30);
    }

    @Test
    void readsCountsAndValuesBelowZero() {
        SplittableRandom random = new SplittableRandom(1);
        double[] counts = new double[120];
        Arrays.setAll(counts, i -> random.nextInt(3) + (i < 70 ? 0 : 4));
        assertThat(changes(counts)).extracting(Change::index).containsExactly(70);

        double[] negative = SeriesMaker.noisy(120, .05, 11, i -> i < 60 ? 100 : 120);
        Arrays.setAll(negative, i -> negative[i] - 150);
        List<Change> changes = changes(negative);
        assertThat(changes).extracting(Change::index).containsExactly(60);
        assertThat(changes.get(0).percent()).isNull();
    }

    @Test
    void countsMissingPointsAndJudgesWithoutThem() {
        double[] values = SeriesMaker.noisy(240, .05, 12, i -> i < 121 ? 100 : 120);
        for (int i = 0; i < values.length; i += 6) {
            values[i] = Double.NaN;
        }
        assertThat(changes(values)).extracting(Change::index).containsExactly(121);
    }

    @Test
    void toleratesAShiftThatIsTooSmallToMatter() {
        double[] values = SeriesMaker.noisy(240, .005, 13, i -> i < 120 ? 100 : 103);

        assertThat(changes(values)).isEmpty();
        assertThat(changes(values, new DetectionConfig(.02, Direction.BOTH))).hasSize(1);
    }

    @Test
    void showsOnlyChangesInTheDirectionThatWasAskedFor() {
        double[] values = SeriesMaker.noisy(240, .05, 14, i -> i < 80 ? 100 : i < 160 ? 130 : 90);

        assertThat(changes(values, new DetectionConfig(.05, Direction.UP)))
                .extracting(Change::index)
                .containsExactly(80);
        assertThat(changes(values, new DetectionConfig(.05, Direction.DOWN)))
                .extracting(Change::index)
                .containsExactly(160);
    }

    @Test
    void readsLongSeriesInPieces() {
        double[] values =
                SeriesMaker.noisy(2_600, .05, 15, i -> i < 490 ? 100 : i < 1_500 ? 115 : i < 2_100 ? 95 : 110);

        assertThat(changes(values)).extracting(Change::index).containsExactly(490, 1_500, 2_100);
    }

    @Test
    void saysWhenAReaderWouldHaveKnown() {
        assertThat(changes(SeriesMaker.noisy(240, .05, 1, i -> i < 120 ? 100 : 120)))
                .extracting(Change::detectedAt)
                .allSatisfy(at -> assertThat(at).isBetween(123, 125));
    }

    @Test
    void cannotTellFromNinePoints() {
        double[] values = new double[12];
        Arrays.fill(values, 1);
        values[3] = values[5] = values[6] = Double.NaN;

        assertThat(new OfflineDetector(DetectionConfig.DEFAULT).judge(values))
                .isEqualTo(new Verdict.Inconclusive("needs 10 points, has 9"));
    }

    @Test
    void aStepOfTheSizeThatItSaysIsDetectableIsFoundNineTimesInTen() {
        int found = 0;
        for (int seed = 0; seed < 60; seed++) {
            double smallest = smallest(SeriesMaker.noisy(60, .2, seed, i -> 100)) / 100;
            found += changes(SeriesMaker.noisy(60, .2, 1_000 + seed, i -> i < 30 ? 100 : 100 * (1 + smallest)))
                            .isEmpty()
                    ? 0
                    : 1;
        }
        assertThat(found).isBetween(48, 60);
    }

    @Test
    void theSmallestDetectableChangeIsNeverLessThanTheTolerance() {
        assertThat(smallest(SeriesMaker.noisy(240, .001, 1, i -> 100))).isCloseTo(5, within(1e-9));
    }

    private static double smallest(double[] values) {
        return ((Verdict.Judged) new OfflineDetector(DetectionConfig.DEFAULT).judge(values))
                .smallestDetectablePercent();
    }

    private static List<Change> changes(double[] values) {
        return changes(values, DetectionConfig.DEFAULT);
    }

    private static List<Change> changes(double[] values, DetectionConfig config) {
        return ((Verdict.Judged) new OfflineDetector(config).judge(values)).changes();
    }
}
