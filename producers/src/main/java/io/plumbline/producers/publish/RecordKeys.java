package io.plumbline.producers.publish;

import io.plumbline.schemas.event.MeasurementBatch;
import io.plumbline.schemas.event.NodeStatus;
import io.plumbline.schemas.event.OperationSummary;
import io.plumbline.schemas.event.ResourceSample;
import io.plumbline.schemas.event.RunEvent;
import io.plumbline.schemas.event.TransportSample;
import org.apache.avro.specific.SpecificRecord;

/** Keys of what producers publish (docs/formats.md). */
final class RecordKeys {
    private RecordKeys() {}

    /** @throws IllegalArgumentException if producers do not publish such values */
    static String of(SpecificRecord value) {
        if (value instanceof MeasurementBatch batch) {
            return batch.getNode();
        } else if (value instanceof ResourceSample sample) {
            return sample.getNode();
        } else if (value instanceof TransportSample sample) {
            return sample.getNode();
        } else if (value instanceof NodeStatus status) {
            return status.getNode();
        } else if (value instanceof RunEvent event) {
            return event.getRun();
        } else if (value instanceof OperationSummary summary) {
            return summary.getSystem() + "/" + summary.getRun() + "/" + summary.getOperation();
        }
        throw new IllegalArgumentException(
                "no producer publishes a " + value.getSchema().getName());
    }
}
