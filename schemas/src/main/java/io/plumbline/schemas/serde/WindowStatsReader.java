package io.plumbline.schemas.serde;

import io.plumbline.schemas.event.ClosedBy;
import io.plumbline.schemas.event.Origin;
import io.plumbline.schemas.event.WindowStats;
import io.plumbline.schemas.registry.RegistryClient;
import java.util.List;

/** Reads rows of windows. */
final class WindowStatsReader extends FieldReader<WindowStats> {
    private static final List<Origin> ORIGINS = List.of(Origin.values());
    private static final List<ClosedBy> REASONS = List.of(ClosedBy.values());

    WindowStatsReader(RegistryClient registry) {
        super(WindowStats.class, registry);
    }

    @Override
    WindowStats readFields() {
        WindowStats row = new WindowStats();
        readNames(row);
        readCounts(row);
        readFigures(row);
        row.setResponse(sketch());
        row.setService(isThere() ? sketch() : null);
        readUncertain(row);
        row.setLateCount(in.readLong());
        row.setMaxLatenessMicros(in.readLong());
        row.setEmittedAt(instant());
        return row;
    }

    private void readNames(WindowStats row) {
        row.setSystem(text());
        row.setRun(text());
        row.setOperation(text());
        row.setNode(text());
        row.setRelease(text());
        row.setOrigin(one(ORIGINS));
        row.setWindowStart(instant());
        row.setWindowMillis(in.readLong());
        row.setRevision(in.readInt());
        row.setClosedBy(one(REASONS));
    }

    private void readCounts(WindowStats row) {
        row.setCount(in.readLong());
        row.setOkCount(in.readLong());
        row.setErrorCount(in.readLong());
        row.setTimeoutCount(in.readLong());
        row.setBytes(in.readLong());
        row.setNodeCount(in.readInt());
        row.setRatePerSecond(in.readDouble());
    }

    private void readFigures(WindowStats row) {
        row.setMeanNanos(in.readDouble());
        row.setStdDevNanos(in.readDouble());
        row.setSumSquaresHigh(in.readLong());
        row.setSumSquaresLow(in.readLong());
        row.setMinNanos(in.readDouble());
        row.setP50Nanos(in.readDouble());
        row.setP90Nanos(in.readDouble());
        row.setP95Nanos(in.readDouble());
        row.setP99Nanos(in.readDouble());
        row.setP999Nanos(in.readDouble());
        row.setMaxNanos(in.readDouble());
    }

    private void readUncertain(WindowStats row) {
        row.setP95LowNanos(doubleOrNull());
        row.setP95HighNanos(doubleOrNull());
        row.setP99LowNanos(doubleOrNull());
        row.setP99HighNanos(doubleOrNull());
        row.setP99FewSamples(isThere() ? (Boolean) in.readBoolean() : null);
        row.setServiceMeanNanos(doubleOrNull());
        row.setServiceP50Nanos(doubleOrNull());
        row.setServiceP95Nanos(doubleOrNull());
        row.setServiceP99Nanos(doubleOrNull());
    }
}
