package io.plumbline.schemas.serde;

import io.plumbline.schemas.event.ClosedBy;
import io.plumbline.schemas.event.OperationSummary;
import io.plumbline.schemas.event.Origin;
import io.plumbline.schemas.registry.RegistryClient;
import java.util.List;

/** Reads summaries. */
final class SummaryReader extends FieldReader<OperationSummary> {
    private static final List<Origin> ORIGINS = List.of(Origin.values());
    private static final List<ClosedBy> REASONS = List.of(ClosedBy.values());

    SummaryReader(RegistryClient registry) {
        super(OperationSummary.class, registry);
    }

    @Override
    OperationSummary readFields() {
        OperationSummary summary = new OperationSummary();
        readNames(summary);
        readFigures(summary);
        readSource(summary);
        return summary;
    }

    private void readNames(OperationSummary summary) {
        summary.setSystem(text());
        summary.setRun(text());
        summary.setOperation(text());
        summary.setNode(text());
        summary.setRelease(text());
        summary.setOrigin(one(ORIGINS));
        summary.setWindowStart(instant());
        summary.setWindowMillis(in.readLong());
    }

    private void readFigures(OperationSummary summary) {
        summary.setOkCount(in.readLong());
        summary.setErrorCount(in.readLong());
        summary.setTimeoutCount(in.readLong());
        summary.setBytes(in.readLong());
        summary.setSumSquaresHigh(in.readLong());
        summary.setSumSquaresLow(in.readLong());
        summary.setResponse(sketch());
        summary.setService(isThere() ? sketch() : null);
        summary.setLateCount(in.readLong());
        summary.setMaxLatenessMicros(in.readLong());
        summary.setClosedBy(one(REASONS));
    }

    private void readSource(OperationSummary summary) {
        summary.setSource(in.readInt());
        summary.setSources(in.readInt());
        summary.setWatermark(instant());
        summary.setNodes(texts());
    }
}
