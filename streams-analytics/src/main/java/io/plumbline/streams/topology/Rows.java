package io.plumbline.streams.topology;

import io.plumbline.schemas.event.Delivery;
import io.plumbline.schemas.event.OperationSummary;
import io.plumbline.schemas.event.WindowStats;
import io.plumbline.schemas.serde.Sketches;
import io.plumbline.sketch.Sketch;
import io.plumbline.streams.domain.delivery.BootAccount;
import io.plumbline.streams.domain.window.ClosedBy;
import io.plumbline.streams.domain.window.Origin;
import io.plumbline.streams.domain.window.Pane;
import io.plumbline.streams.domain.window.Series;
import io.plumbline.streams.domain.window.SquareSum;
import io.plumbline.streams.domain.window.Tally;
import io.plumbline.streams.domain.window.WindowId;
import java.util.List;

/** Domain objects to and from the records of the contract. */
final class Rows {
    private static final long MICROS_OF_MILLI = 1_000;
    private static final double MICROS_OF_SECOND = 1e6;

    private Rows() {}

    /** How a summary says which source it came from, and how far that source has come. */
    record Source(int number, int of, long watermarkMicros) {}

    /** @param window over all nodes of a source, or of one node */
    static OperationSummary summary(
            Series window, long startMicros, long sizeMicros, Tally tally, ClosedBy closedBy, Source source) {
        Tally.Counts counts = tally.counts();
        OperationSummary summary = new OperationSummary();
        summary.setSystem(window.system());
        summary.setRun(window.run());
        summary.setOperation(window.operation());
        summary.setNode(window.node());
        summary.setNodes(List.copyOf(tally.nodes()));
        summary.setRelease(String.join(",", tally.releases()));
        summary.setOrigin(Enums.toWire(tally.origin()));
        summary.setWindowStart(Times.instant(startMicros));
        summary.setWindowMillis(sizeMicros / MICROS_OF_MILLI);
        summary.setOkCount(counts.ok());
        summary.setErrorCount(counts.error());
        summary.setTimeoutCount(counts.timeout());
        summary.setBytes(counts.bytes());
        summary.setSumSquaresHigh(tally.squares().high());
        summary.setSumSquaresLow(tally.squares().low());
        summary.setResponse(Sketches.toData(tally.response()));
        summary.setService(tally.service() == null ? null : Sketches.toData(tally.service()));
        summary.setLateCount(counts.late());
        summary.setMaxLatenessMicros(counts.maxLatenessMicros());
        summary.setClosedBy(Enums.toWire(closedBy));
        summary.setSource(source.number);
        summary.setSources(source.of);
        summary.setWatermark(Times.instant(source.watermarkMicros));
        return summary;
    }

    /** Nothing but how far a source has come. */
    static OperationSummary watermark(long sizeMicros, Source source) {
        return summary(new Series("", "", "", ""), 0, sizeMicros, new Tally(), ClosedBy.EVENT_TIME, source);
    }

    /** Whose figures a summary has. */
    static Series series(OperationSummary summary) {
        return new Series(summary.getSystem(), summary.getRun(), summary.getOperation(), summary.getNode());
    }

    /** The same figures as those of {@code series}. */
    static OperationSummary renamed(OperationSummary summary, Series series) {
        return OperationSummary.newBuilder(summary)
                .setRun(series.run())
                .setOperation(series.operation())
                .setNode(series.node())
                .build();
    }

    /** @throws IllegalArgumentException if its figures contradict each other: agents write summaries too */
    static Tally tally(OperationSummary summary) {
        Tally.Counts counts = new Tally.Counts(
                atLeastZero(summary.getOkCount()),
                atLeastZero(summary.getErrorCount()),
                atLeastZero(summary.getTimeoutCount()),
                atLeastZero(summary.getBytes()),
                atLeastZero(summary.getLateCount()),
                atLeastZero(summary.getMaxLatenessMicros()));
        SquareSum squares = SquareSum.of(summary.getSumSquaresHigh(), summary.getSumSquaresLow());
        Sketch service = summary.getService() == null ? null : Sketches.fromData(summary.getService());
        Tally tally = Tally.of(counts, squares, Sketches.fromData(summary.getResponse()), service);
        if (tally.response().count() != tally.count()) {
            throw new IllegalArgumentException("a summary counts " + tally.count() + " events, but its sketch holds "
                    + tally.response().count());
        }
        Origin origin = Enums.fromWire(summary.getOrigin());
        for (String release : summary.getRelease().split(",", -1)) {
            tally.from(origin, release);
        }
        if (summary.getNode().isEmpty()) {
            summary.getNodes().forEach(tally::measuredBy);
        } else if (tally.count() > 0) {
            tally.measuredBy(summary.getNode());
        }
        return tally;
    }

    static WindowStats stats(WindowId window, Pane<Tally> pane, long nowMillis) {
        Tally tally = pane.figures();
        WindowStats stats = new WindowStats();
        identify(stats, window, pane);
        count(stats, tally, window.sizeMicros());
        describe(stats, tally);
        stats.setEmittedAt(Times.ofMillis(nowMillis));
        return stats;
    }

    static Delivery delivery(BootAccount.Key key, BootAccount account, long nowMillis) {
        Delivery delivery = new Delivery();
        delivery.setSystem(account.system());
        delivery.setRun(account.run());
        delivery.setNode(key.node());
        delivery.setBoot(key.boot());
        delivery.setOrigin(Enums.toWire(account.origin()));
        delivery.setReceived(account.sequence().received());
        delivery.setDuplicated(account.sequence().duplicated());
        delivery.setDropped(account.sequence().dropped());
        delivery.setMissing(account.sequence().missing());
        delivery.setNext(account.sequence().next());
        delivery.setLate(account.late());
        delivery.setQuarantined(account.quarantined());
        delivery.setUpdatedAt(Times.ofMillis(nowMillis));
        return delivery;
    }

    /** The key of a summary or a row. */
    static String key(Series series) {
        String overAll = series.system() + "/" + series.run() + "/" + series.operation();
        return series.node().isEmpty() ? overAll : overAll + "/" + series.node();
    }

    private static void identify(WindowStats stats, WindowId window, Pane<Tally> pane) {
        stats.setSystem(window.series().system());
        stats.setRun(window.series().run());
        stats.setOperation(window.series().operation());
        stats.setNode(window.series().node());
        stats.setRelease(String.join(",", pane.figures().releases()));
        stats.setOrigin(Enums.toWire(pane.figures().origin()));
        stats.setWindowStart(Times.instant(window.startMicros()));
        stats.setWindowMillis(window.sizeMicros() / MICROS_OF_MILLI);
        stats.setRevision(pane.revision());
        stats.setClosedBy(Enums.toWire(pane.closedBy()));
    }

    private static void count(WindowStats stats, Tally tally, long sizeMicros) {
        Tally.Counts counts = tally.counts();
        stats.setCount(tally.count());
        stats.setOkCount(counts.ok());
        stats.setErrorCount(counts.error());
        stats.setTimeoutCount(counts.timeout());
        stats.setBytes(counts.bytes());
        stats.setNodeCount(tally.nodes().size());
        stats.setRatePerSecond(tally.count() / (sizeMicros / MICROS_OF_SECOND));
        stats.setLateCount(counts.late());
        stats.setMaxLatenessMicros(counts.maxLatenessMicros());
    }

    private static void describe(WindowStats stats, Tally tally) {
        Sketch response = tally.response();
        stats.setMeanNanos(orZero(response.mean()));
        stats.setStdDevNanos(tally.standardDeviation());
        stats.setSumSquaresHigh(tally.squares().high());
        stats.setSumSquaresLow(tally.squares().low());
        stats.setMinNanos(orZero(response.min()));
        stats.setP50Nanos(orZero(response.quantile(0.5)));
        stats.setP90Nanos(orZero(response.quantile(0.9)));
        stats.setP95Nanos(orZero(response.quantile(0.95)));
        stats.setP99Nanos(orZero(response.quantile(0.99)));
        stats.setP999Nanos(orZero(response.quantile(0.999)));
        stats.setMaxNanos(orZero(response.max()));
        stats.setResponse(Sketches.toData(response));
        stats.setService(tally.service() == null ? null : Sketches.toData(tally.service()));
        Figures.add(stats, response, tally.service());
    }

    /** A window of nothing but late events has no figures; its count says so. */
    private static double orZero(double figure) {
        return Double.isNaN(figure) ? 0 : figure;
    }

    private static long atLeastZero(long number) {
        if (number < 0) {
            throw new IllegalArgumentException("a summary has a negative figure: " + number);
        }
        return number;
    }
}
