package io.plumbline.streams.domain.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumbline.streams.domain.health.MapTable;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of a ladder's windows when it begins anew, with the same settings or with others. */
class LadderTest {
    private static final Series SERIES = new Series("shop", "", "charge", "");
    private static final long HORIZON = 50;
    private static final long FRONTIER = 0;

    private final MapTable<WindowId, Pane<SquareSum>> table =
            new MapTable<>(pane -> new Pane<>(copy(pane.figures()), pane.closed(), pane.revision(), pane.closedBy()));
    private final MapTable<Long, Long> progress = new MapTable<>(number -> number);
    private final List<String> rows = new ArrayList<>();

    @BeforeEach
    void nothingHasClosed() {
        progress.put(FRONTIER, SourceClock.NOTHING);
    }

    @Test
    void openWindowsGoOnAfterARestart() {
        ladder(List.of(10L, 20L)).add(SERIES, 3, one(), ClosedBy.EVENT_TIME);
        table.restart();

        Ladder<SquareSum> ladder = ladder(List.of(10L, 20L));
        assertThat(ladder.openWindows()).isEqualTo(1);
        ladder.add(SERIES, 4, one(), ClosedBy.EVENT_TIME);
        ladder.closeUpTo(20);

        assertThat(rows).containsExactly("0+10 rev 0: 2", "0+20 rev 0: 2");
    }

    @Test
    void openWindowsOfASizeThatIsNoLevelAnyMoreAreRefusedWithWhatToDo() {
        ladder(List.of(10L, 20L)).add(SERIES, 3, one(), ClosedBy.EVENT_TIME);
        table.restart();

        assertThatThrownBy(() -> ladder(List.of(20L, 40L)))
                .isInstanceOf(UnknownSizeException.class)
                .hasMessageContaining("open windows of 10 us")
                .hasMessageContaining("windows.levels")
                .hasMessageContaining("reset the application");
    }

    @Test
    void closedWindowsKeepNobodyFromOtherLevels() {
        Ladder<SquareSum> before = ladder(List.of(10L, 20L));
        before.add(SERIES, 3, one(), ClosedBy.EVENT_TIME);
        before.closeAll(ClosedBy.IDLE);
        table.restart();

        Ladder<SquareSum> ladder = ladder(List.of(20L, 40L));
        ladder.add(SERIES, 3, one(), ClosedBy.EVENT_TIME);

        assertThat(rows).last().isEqualTo("0+20 rev 1: 2");
    }

    @Test
    void whatAShorterHorizonHadForgottenStaysBeyondALongerOne() {
        Ladder<SquareSum> before = begin(50);
        before.add(SERIES, 33, one(), ClosedBy.EVENT_TIME);
        before.add(SERIES, 43, one(), ClosedBy.EVENT_TIME);
        close(before, 90); // [30,40) is forgotten

        Ladder<SquareSum> longer = begin(80);
        assertThat(longer.add(SERIES, 33, one(), ClosedBy.EVENT_TIME)).isFalse();
        assertThat(longer.add(SERIES, 43, one(), ClosedBy.EVENT_TIME)).isTrue();
        assertThat(rows).last().isEqualTo("40+10 rev 1: 2");

        close(longer, 100);
        Ladder<SquareSum> again = begin(80); // it still is
        assertThat(again.add(SERIES, 33, one(), ClosedBy.EVENT_TIME)).isFalse();
        assertThat(again.add(SERIES, 43, one(), ClosedBy.EVENT_TIME)).isTrue();
        assertThat(rows).last().isEqualTo("40+10 rev 2: 3");
    }

    @Test
    void aShorterHorizonHoldsFromTheNextCloseOn() {
        close(begin(80), 100);

        Ladder<SquareSum> shorter = begin(20);
        assertThat(shorter.add(SERIES, 50, one(), ClosedBy.EVENT_TIME)).isTrue(); // nothing of it is forgotten yet

        close(shorter, 101);
        assertThat(shorter.add(SERIES, 50, one(), ClosedBy.EVENT_TIME)).isFalse();
    }

    /** From the table of the last life, with one level. */
    private Ladder<SquareSum> begin(long horizon) {
        table.restart();
        progress.restart();
        Ladder.Reach reach = Horizons.reach(progress, progress.get(FRONTIER), horizon);
        return new Ladder<>(List.of(10L), horizon, table, reach, SquareSum::new, this::emit);
    }

    private void close(Ladder<SquareSum> ladder, long frontier) {
        ladder.closeUpTo(frontier);
        progress.put(FRONTIER, frontier);
    }

    private Ladder<SquareSum> ladder(List<Long> sizes) {
        return new Ladder<>(sizes, HORIZON, table, Ladder.Reach.NONE, SquareSum::new, this::emit);
    }

    private void emit(WindowId window, Pane<SquareSum> pane) {
        rows.add(window.startMicros() + "+" + window.sizeMicros() + " rev " + pane.revision() + ": "
                + pane.figures().low());
    }

    private static SquareSum one() {
        return SquareSum.of(0, 1);
    }

    private static SquareSum copy(SquareSum sum) {
        return SquareSum.of(sum.high(), sum.low());
    }
}
