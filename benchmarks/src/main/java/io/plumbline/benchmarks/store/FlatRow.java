package io.plumbline.benchmarks.store;

import io.plumbline.schemas.event.SketchData;
import io.plumbline.schemas.event.WindowStats;
import io.plumbline.schemas.serde.Sketches;
import io.plumbline.sink.database.PackedCounts;
import io.plumbline.sink.database.Table;
import io.plumbline.sink.rows.WindowStatsRows;

/** A row as a JDBC driver takes it: a value for each column. For contenders that know nothing of COPY. */
final class FlatRow {
    /** Where all rows of a workload go. */
    static final Table TABLE = new WindowStatsRows()
            .row(new WindowRows(new StoreWorkload(1, 0, 1, 0)).record(0))
            .table();

    private FlatRow() {}

    /** In the order of the columns. */
    static Object[] values(WindowStats row) {
        SketchData response = row.getResponse();
        SketchData service = row.getService();
        return new Object[] {
            row.getSystem(),
            row.getRun(),
            row.getOperation(),
            row.getNode(),
            row.getRelease(),
            row.getOrigin().name(),
            row.getWindowStart(),
            row.getWindowMillis(),
            row.getRevision(),
            row.getClosedBy().name(),
            row.getCount(),
            row.getOkCount(),
            row.getErrorCount(),
            row.getTimeoutCount(),
            row.getBytes(),
            row.getNodeCount(),
            row.getRatePerSecond(),
            row.getMeanNanos(),
            row.getStdDevNanos(),
            row.getMinNanos(),
            row.getP50Nanos(),
            row.getP90Nanos(),
            row.getP95Nanos(),
            row.getP99Nanos(),
            row.getP999Nanos(),
            row.getMaxNanos(),
            row.getP95LowNanos(),
            row.getP95HighNanos(),
            row.getP99LowNanos(),
            row.getP99HighNanos(),
            row.getP99FewSamples(),
            response.getLo(),
            PackedCounts.of(Sketches.counts(response)),
            service.getLo(),
            PackedCounts.of(Sketches.counts(service)),
            service.getMin(),
            service.getMax(),
            row.getServiceMeanNanos(),
            row.getServiceP50Nanos(),
            row.getServiceP95Nanos(),
            row.getServiceP99Nanos(),
            row.getLateCount(),
            row.getMaxLatenessMicros(),
            row.getEmittedAt()
        };
    }
}
