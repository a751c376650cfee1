package io.plumbline.streams.topology;

import io.plumbline.schemas.event.Delivery;
import io.plumbline.schemas.event.MeasurementBatch;
import io.plumbline.schemas.event.OperationSummary;
import io.plumbline.streams.domain.window.ClosedBy;
import io.plumbline.streams.domain.window.Series;
import io.plumbline.streams.domain.window.Tally;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Everything that stage 1 sends, and where to. */
final class MeasurementOutput {
    private final ProcessorContext<Object, Object> context;
    private final WindowConfig config;
    private final int sources;
    private final Serde<MeasurementBatch> batches;
    private final String topic;

    /**
     * @param sources partitions of the measurements topic
     * @param batches of the measurements topic: what is set aside keeps its framing
     */
    MeasurementOutput(
            ProcessorContext<Object, Object> context,
            WindowConfig config,
            int sources,
            Serde<MeasurementBatch> batches,
            String topic) {
        this.context = context;
        this.config = config;
        this.sources = sources;
        this.batches = batches;
        this.topic = topic;
    }

    /**
     * Of the windows, only those up to what was announced are complete: the heartbeat behind this one says more.
     *
     * @param window with a node: its span; without: the base window over all nodes of this source
     */
    void summary(Series window, long startMicros, Tally tally, ClosedBy reason, long announcedMicros) {
        long sizeMicros = window.node().isEmpty() ? config.baseMicros() : config.nodeBaseMicros();
        OperationSummary summary =
                Rows.summary(window, startMicros, sizeMicros, tally, reason, position(announcedMicros));
        String key = Rows.key(window.overAllNodes());
        context.forward(new Record<>(key, summary, Times.millis(startMicros)), Names.SUMMARIES_SINK);
    }

    void heartbeat(long nowMillis, long watermarkMicros) {
        OperationSummary watermark = Rows.watermark(config.baseMicros(), position(watermarkMicros));
        context.forward(new Record<>("", watermark, nowMillis), Names.SUMMARIES_SINK);
    }

    void delivery(String key, Delivery delivery, long nowMillis) {
        context.forward(new Record<>(key, delivery, nowMillis), Names.DELIVERIES_SINK);
    }

    /** What of the current record's batch came too late, and what cannot be counted. */
    void setAside(Bundle bundle, Aside late, Aside refused, long watermarkMicros) {
        MeasurementBatch original = batches.deserializer().deserialize(topic, bundle.value());
        Coordinates from = bundle.coordinates();
        late.cuts().forEach(cut -> send(bundle, cut.of(original), from.lateHeaders(watermarkMicros), Names.LATE_SINK));
        refused.cuts()
                .forEach(cut -> send(
                        bundle,
                        cut.of(original),
                        from.errorHeaders(IllegalArgumentException.class, cut.reason()),
                        Names.deadLetters(Names.SUMMARISE)));
    }

    /** The current record cannot be read: its bytes are kept as they are. */
    void poison(Bundle bundle, Exception reason) {
        Headers headers = bundle.coordinates().errorHeaders(reason.getClass(), reason.getMessage());
        send(bundle, bundle.value(), headers, Names.deadLetters(Names.SUMMARISE));
    }

    private void send(Bundle bundle, MeasurementBatch batch, Headers headers, String sink) {
        send(bundle, batches.serializer().serialize(topic, batch), headers, sink);
    }

    private void send(Bundle bundle, byte[] value, Headers headers, String sink) {
        long timestamp = Math.max(0, bundle.timestampMillis());
        context.forward(new Record<>(bundle.key(), value, timestamp, headers), sink);
    }

    /** Before anything closed, the position is 1970: no event is older. */
    private Rows.Source position(long watermarkMicros) {
        return new Rows.Source(context.taskId().partition(), sources, Math.max(0, watermarkMicros));
    }
}
