package io.plumbline.benchmarks.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.benchmarks.run.Machine;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class StoreReportTest {
    private static final StoreOptions OPTIONS =
            new StoreOptions(new StoreWorkload(1_000, 0, 10, 1), "plain", List.of(Peer.values()), 100, 0, 3);

    @Test
    void comparesMediansWithTheLimitTheInsertAndTheConnector() {
        StoreReport report = report(
                new StoreScore(Peer.COPY_LIMIT, List.of(round(100), round(500), round(80))),
                new StoreScore(Peer.PLUMBLINE, List.of(round(70), round(90), round(80))),
                new StoreScore(Peer.INSERT, List.of(round(20))),
                new StoreScore(Peer.CONNECT, List.of(round(10))));

        assertThat(report.text()).anyMatch(line -> line.startsWith("| plumbline | 80 | 70 to 90 | 0.80 | 4.0 | 8.0 |"));
        assertThat(report.correct()).isTrue();
    }

    @Test
    void marksWhoLostRowsAndLeavesOutWhatNobodyMeasured() {
        StoreRound wrong = new StoreRound(1_000, 1_000_000_000, 0, null, 0, false);

        StoreReport report = report(new StoreScore(Peer.PLUMBLINE, List.of(round(70), wrong)));

        assertThat(report.correct()).isFalse();
        assertThat(report.text()).last().asString().contains("|  |  |  |").endsWith("| WRONG |");
    }

    private static StoreReport report(StoreScore... scores) {
        StoreRun.Result result = new StoreRun.Result("a database", List.of(scores));
        return new StoreReport(Instant.EPOCH, Machine.now(), OPTIONS, result);
    }

    private static StoreRound round(double rowsPerSecond) {
        return new StoreRound(1_000, Math.round(1_000e9 / rowsPerSecond), 0, null, 0, true);
    }
}
