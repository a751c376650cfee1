package io.plumbline.streams.domain.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumbline.streams.domain.health.MapTable;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of a ladder's windows when it begins anew, with the same settings or with others. */
class LadderTest {
    private static final Series SERIES = new Series("shop", "", "charge", "");
    private static final long HORIZON = 50;

    private final MapTable<WindowId, Pane<SquareSum>> table =
            new MapTable<>(pane -> new Pane<>(copy(pane.figures()), pane.closed(), pane.revision(), pane.closedBy()));
    private final List<String> rows = new ArrayList<>();

    @Test
    void openWindowsGoOnAfterARestart() {
        ladder(List.of(10L, 20L), 0).add(SERIES, 3, one(), ClosedBy.EVENT_TIME);
        table.restart();

        Ladder<SquareSum> ladder = ladder(List.of(10L, 20L), 0);
        assertThat(ladder.openWindows()).isEqualTo(1);
        ladder.add(SERIES, 4, one(), ClosedBy.EVENT_TIME);
        ladder.closeUpTo(20);

        assertThat(rows).containsExactly("0+10 rev 0: 2", "0+20 rev 0: 2");
    }

    @Test
    void openWindowsOfASizeThatIsNoLevelAnyMoreAreRefusedWithWhatToDo() {
        ladder(List.of(10L, 20L), 0).add(SERIES, 3, one(), ClosedBy.EVENT_TIME);
        table.restart();

        assertThatThrownBy(() -> ladder(List.of(20L, 40L), 0))
                .isInstanceOf(UnknownSizeException.class)
                .hasMessageContaining("open windows of 10 us")
                .hasMessageContaining("windows.levels")
                .hasMessageContaining("reset the application");
    }

    @Test
    void closedWindowsKeepNobodyFromOtherLevels() {
        Ladder<SquareSum> before = ladder(List.of(10L, 20L), 0);
        before.add(SERIES, 3, one(), ClosedBy.EVENT_TIME);
        before.closeAll(ClosedBy.IDLE);
        table.restart();

        Ladder<SquareSum> ladder = ladder(List.of(20L, 40L), 0);
        ladder.add(SERIES, 3, one(), ClosedBy.EVENT_TIME);

        assertThat(rows).last().isEqualTo("0+20 rev 1: 2");
    }

    private Ladder<SquareSum> ladder(List<Long> sizes, long frontier) {
        return new Ladder<>(sizes, HORIZON, table, frontier, SquareSum::new, (window, pane) -> rows.add(
                window.startMicros() + "+" + window.sizeMicros() + " rev " + pane.revision() + ": "
                        + pane.figures().low()));
    }

    private static SquareSum one() {
        return SquareSum.of(0, 1);
    }

    private static SquareSum copy(SquareSum sum) {
        return SquareSum.of(sum.high(), sum.low());
    }
}
