package io.plumbline.producers.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class WiresTest {
    private static final int MESSAGES = 200_000;

    @Test
    void latencyIsUniformBetweenItsLimits() {
        Wires wires = wires(new Condition("even", 50, 100, 0), 1);
        double[] millis = new double[MESSAGES];
        Arrays.setAll(millis, message -> wires.delayNanos(0, 1, message) / 1e6);
        Arrays.sort(millis);

        assertThat(millis[0]).isBetween(50.0, 50.01);
        assertThat(millis[MESSAGES - 1]).isBetween(99.99, 100.0);
        for (int i = 0; i < MESSAGES; i += 100) { // Kolmogorov-Smirnov: 1.95 / sqrt(n) at one in a thousand
            assertThat((millis[i] - 50) / 50 - (double) i / MESSAGES).isCloseTo(0, within(1.95 / Math.sqrt(MESSAGES)));
        }
    }

    /** Of n uniform delays the k-th smallest is k / (n + 1) of the way on average: a quorum of 67 of 100 waits for the 67th. */
    @Test
    void aQuorumWaitsForItsOrderStatistic() {
        Wires wires = wires(new Condition("unit", 0, 1, 0), 2);
        int rounds = 4_000;
        double sum = 0;
        for (int round = 0; round < rounds; round++) {
            double[] delays = new double[100];
            for (int vote = 0; vote < delays.length; vote++) {
                delays[vote] = wires.delayNanos(vote, 0, Events.of(Events.PREPARE, 0, round, vote, 0)) / 1e6;
            }
            Arrays.sort(delays);
            sum += delays[66];
        }

        double standardError = Math.sqrt(67.0 * 34 / (101.0 * 101 * 102) / rounds);
        assertThat(sum / rounds).isCloseTo(67 / 101.0, within(3 * standardError));
    }

    @Test
    void theNumberOfLossesIsGeometricAndEachCostsATimeout() {
        double loss = .3;
        Condition lossy = new Condition("lossy", 10, 20, loss);
        Wires wires = wires(lossy, 3);
        Wires sure = wires(new Condition("sure", 10, 20, 0), 3);
        int[] withLosses = new int[4];
        for (int message = 0; message < MESSAGES; message++) {
            long delay = wires.delayNanos(0, 1, message);
            long losses = wires.losses();
            withLosses[(int) Math.min(3, losses)]++;
            assertThat(delay).isEqualTo(sure.delayNanos(0, 1, message) + losses * Wires.timeoutNanos(lossy));
        }

        for (int k = 0; k < 3; k++) {
            double probability = (1 - loss) * Math.pow(loss, k);
            double standardError = Math.sqrt(probability * (1 - probability) / MESSAGES);
            assertThat((double) withLosses[k] / MESSAGES).isCloseTo(probability, within(3 * standardError));
        }
    }

    @Test
    void regionsAreNearWithinAndHaveTheConditionBetween() {
        Wires wires = new Wires(
                new Placement(config(Condition.POOR, 8).withEnvironment(Environment.MULTI_REGION_CLOUD)), new Draws(4));

        assertThat(wires.delayNanos(0, 4, 1)).isLessThan(5_000_001);
        assertThat(wires.delayNanos(0, 1, 1)).isGreaterThan(199_999_999);
    }

    @Test
    void theEdgeIsFartherAwayAndHasHalfTheProcessors() {
        Placement edge =
                new Placement(config(new Condition("flat", 7, 7, 0), 6).withEnvironment(Environment.HYBRID_EDGE));
        Wires wires = new Wires(edge, new Draws(5));

        assertThat(wires.delayNanos(0, 1, 1)).isEqualTo(7_000_000);
        assertThat(wires.delayNanos(0, 2, 1)).isGreaterThanOrEqualTo(17_000_000);
        assertThat(edge.processors(2)).isEqualTo(2);
        assertThat(edge.region(2)).isEqualTo("edge");
        assertThat(edge.region(0)).isEqualTo("cloud");
    }

    private static Wires wires(Condition condition, long seed) {
        return new Wires(new Placement(config(condition, 2)), new Draws(seed));
    }

    private static ClusterConfig config(Condition condition, int nodes) {
        return ClusterConfig.of(nodes, TopologyKind.FULLY_CONNECTED, condition, Clusters.FREE_SIGNATURES);
    }
}
