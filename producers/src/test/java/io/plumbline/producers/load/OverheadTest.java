package io.plumbline.producers.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OverheadTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    /** Ratios spread evenly by 5 % about the middle: the interval of twenty is inside of them. */
    @ParameterizedTest
    @CsvSource({"1.00, .10, WITHIN", "1.50, .10, BEYOND", "1.10, .10, INCONCLUSIVE"})
    void theWholeIntervalDecides(double middle, double tolerance, Overhead.Verdict verdict) {
        Overhead.Result result = Overhead.judge(pairs(middle), tolerance, 0);

        assertThat(result.verdict()).isEqualTo(verdict);
        assertThat(result.ratio().low()).isLessThan(result.ratio().value());
        assertThat(result.ratio().high()).isGreaterThan(result.ratio().value());
        assertThat(result.efficiency()).isEqualTo(1 / result.ratio().value());
    }

    @Test
    void bothAreCalledInTurns() throws Exception {
        StringBuilder calls = new StringBuilder();
        LoadTarget a = allowed -> {
            calls.append('a');
            return 0;
        };
        LoadTarget b = allowed -> {
            calls.append('b');
            LockSupport.parkNanos(2_000_000);
            return 0;
        };

        Overhead.Result result = new Overhead(loop(a), loop(b), 6, 2, .1).run(new AtomicBoolean());

        assertThat(calls.toString()).isEqualTo("aabbbbaa".repeat(3) + "aabb");
        assertThat(result.verdict()).isEqualTo(Overhead.Verdict.BEYOND);
        assertThat(result.rounds()).isEqualTo(6);
    }

    @Test
    void whatAlwaysFailsHasNoTime() {
        LoadTarget fails = allowed -> {
            throw new IllegalStateException();
        };

        assertThatThrownBy(() -> new Overhead(loop(allowed -> 0), loop(fails), 5, 1, .1).run(new AtomicBoolean()))
                .isInstanceOf(InconclusiveException.class)
                .hasMessageContaining("B failed");
    }

    private static ClosedLoop loop(LoadTarget target) {
        return new ClosedLoop(() -> target, 1, LONG);
    }

    private static List<double[]> pairs(double middle) {
        List<double[]> pairs = new ArrayList<>();
        for (int i = -10; i < 10; i++) {
            pairs.add(new double[] {1_000_000, 1_000_000 * middle * (1 + .005 * (i + .5))});
        }
        return pairs;
    }
}
