package io.plumbline.streams.topology;

import io.plumbline.schemas.event.ResourceFigure;
import io.plumbline.schemas.event.ResourceStats;
import io.plumbline.schemas.event.WindowStats;
import io.plumbline.streams.domain.regression.watch.WindowFigures;
import io.plumbline.streams.domain.window.Series;

/** Rows of the contract to the figures that metrics are read from. */
final class FigureRows {
    private static final double MILLIS_OF_SECOND = 1e3;

    private FigureRows() {}

    static Series series(WindowStats row) {
        return new Series(row.getSystem(), row.getRun(), row.getOperation(), row.getNode());
    }

    static Series series(ResourceStats row) {
        return new Series(row.getSystem(), row.getRun(), "", row.getNode());
    }

    static WindowFigures.Operation figures(WindowStats row) {
        boolean isEmpty = row.getCount() == 0;
        return new WindowFigures.Operation(
                row.getCount(),
                row.getOkCount(),
                row.getBytes(),
                row.getWindowMillis() / MILLIS_OF_SECOND,
                isEmpty ? Double.NaN : row.getP50Nanos(),
                isEmpty ? Double.NaN : row.getP95Nanos(),
                isEmpty || !Boolean.FALSE.equals(row.getP99FewSamples()) ? Double.NaN : row.getP99Nanos(),
                isEmpty ? Double.NaN : row.getMeanNanos());
    }

    /** Of the process where anything of it was measured, else of the machine: the two are never mixed in one window. */
    static WindowFigures.Resources figures(ResourceStats row) {
        boolean ofProcess = row.getCpuProcess() != null || row.getMemoryProcessBytes() != null;
        return new WindowFigures.Resources(
                ofProcess,
                mean(ofProcess ? row.getCpuProcess() : row.getCpuSystem()),
                mean(ofProcess ? row.getMemoryProcessBytes() : row.getMemorySystemBytes()));
    }

    private static double mean(ResourceFigure figure) {
        return figure == null ? Double.NaN : figure.getMean();
    }
}
