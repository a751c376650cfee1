package io.plumbline.benchmarks.freshness;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.benchmarks.freshness.LevelWatch.Row;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LevelWatchTest {
    private static final long SIZE = 1_000;
    private static final long GRACE = 500;
    private static final Row ALL = new Row("read", "", true);
    private static final Row ONE = new Row("read", "node-1", true);

    private final Map<Long, List<Row>> database = new HashMap<>();
    private final List<Long> asked = new ArrayList<>();
    private long nowMillis;

    @Test
    void countsFromTheWindowsEndAndGraceToTheFirstReadOfTheRow() throws SQLException {
        LevelWatch watch = watch(2, 5_000, 5_999); // one window is due in this time: [4 s, 5 s), at 5.5 s

        lookAt(watch, 5_499);
        assertThat(asked).isEmpty();
        lookAt(watch, 5_510);
        store(4_000, ALL);
        lookAt(watch, 5_700);
        store(4_000, ONE);
        lookAt(watch, 5_720);
        lookAt(watch, 5_900);

        assertThat(asked).containsExactly(4_000L, 4_000L, 4_000L);
        assertThat(watch.overAllNodes().quantile(1)).hasValue(200);
        assertThat(watch.ofNodes().quantile(1)).hasValue(220);
        assertThat(watch.look()).isFalse();
        assertThat(watch.missing()).isZero();
    }

    @Test
    void watchesEveryWindowThatIsDueInTheTime() throws SQLException {
        LevelWatch watch = watch(1, 5_500, 7_500);
        for (long start = 4_000; start <= 8_000; start += SIZE) {
            store(start, ALL);
        }

        nowMillis = 20_000;
        while (watch.look()) {
            assertThat(asked).hasSizeLessThan(10);
        }

        assertThat(asked).containsExactly(4_000L, 5_000L, 6_000L);
        assertThat(watch.overAllNodes().count()).isEqualTo(3);
    }

    @Test
    void givesUpOnARowThatNeverComesAndSaysSo() throws SQLException {
        LevelWatch watch = watch(3, 5_000, 5_999);
        store(4_000, ALL);

        lookAt(watch, 5_600);
        lookAt(watch, 5_500 + LevelWatch.PATIENCE_MILLIS + 1);

        assertThat(watch.look()).isFalse();
        assertThat(watch.missing()).isEqualTo(2);
        assertThat(watch.overAllNodes().count()).isEqualTo(1);
    }

    @Test
    void countsWindowsThatDidNotWaitForEventTime() throws SQLException {
        LevelWatch watch = watch(1, 5_000, 5_999);
        store(4_000, new Row("read", "", false));

        lookAt(watch, 5_600);

        assertThat(watch.closedOtherwise()).isEqualTo(1);
    }

    @Test
    void quantilesAreNearestRankAndAbsentWithoutSamples() {
        Samples samples = new Samples();
        assertThat(samples.quantile(.5)).isEmpty();

        List.of(40L, 10L, 30L, 20L).forEach(samples::add);
        assertThat(samples.quantile(.5)).hasValue(20);
        assertThat(samples.quantile(.51)).hasValue(30);
        assertThat(samples.quantile(1)).hasValue(40);
    }

    private LevelWatch watch(int rows, long fromMillis, long untilMillis) {
        return new LevelWatch(
                new LevelWatch.Plan(SIZE, GRACE, rows, fromMillis, untilMillis), this::read, () -> nowMillis);
    }

    private void lookAt(LevelWatch watch, long millis) throws SQLException {
        nowMillis = millis;
        watch.look();
    }

    private void store(long windowStart, Row row) {
        database.computeIfAbsent(windowStart, start -> new ArrayList<>()).add(row);
    }

    private List<Row> read(long windowMillis, long windowStart) {
        assertThat(windowMillis).isEqualTo(SIZE);
        asked.add(windowStart);
        return database.getOrDefault(windowStart, List.of());
    }
}
