package io.plumbline.streams.domain.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SourceWindowsTest {
    private final SourceWindows windows = new SourceWindows(10, 20, 5);
    private final List<Long> counts = new ArrayList<>();

    @Test
    void aSeriesIsForgottenWithItsLastWindowAndKeepsNothingAliveForThoseWhoRememberIt() {
        NodeSeries remembered = record("a");
        record("b");

        close(10);
        assertThat(remembered.forgotten()).isFalse(); // its span is open
        assertThat(remembered.total).isNotNull();

        close(20);
        assertThat(remembered.forgotten()).isTrue();
        assertThat(remembered.total).isNull();
    }

    @Test
    void whatComesForAForgottenSeriesIsAddedUpAgain() {
        record("a");
        close(20);
        counts.clear();

        record("a");
        record("b");
        close(20);

        assertThat(counts).containsExactly(2L, 1L, 1L); // over both nodes, and the span of each
    }

    private NodeSeries record(String node) {
        NodeSeries series = windows.series("shop", "", node, "charge");
        windows.base(series, 0).tally().record(Outcome.OK, 100, -1, 0);
        return series;
    }

    private void close(long endMicros) {
        windows.closeUpTo(endMicros, new SourceWindows.Closed() {
            @Override
            public void window(Series series, long startMicros, Tally tally) {
                counts.add(tally.count());
            }

            @Override
            public void slice(Slice slice) {}
        });
    }
}
