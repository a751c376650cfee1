package io.plumbline.streams.topology.store;

import io.plumbline.streams.domain.regression.watch.Metric;
import io.plumbline.streams.domain.regression.watch.Phase;
import io.plumbline.streams.domain.trend.watch.Drift;
import io.plumbline.streams.domain.trend.watch.DriftWatch;
import io.plumbline.streams.domain.trend.watch.SeriesTrend;
import java.io.DataInput;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/** The last windows of a series. Enums are written by name, so that their order may change. */
final class TrendCodec implements Codec<SeriesTrend> {
    @Override
    public void write(SeriesTrend trend, ByteSink out) throws IOException {
        SeriesTrend.State state = trend.state();
        Fields.writeNumber(state.sizeMicros(), out);
        Fields.writeNumber(state.windows().size(), out);
        for (Map.Entry<Long, SeriesTrend.Window> entry : state.windows().entrySet()) {
            out.writeLong(entry.getKey());
            write(entry.getValue(), out);
        }
        Fields.writeNumber(state.drifts().size(), out);
        for (Map.Entry<Metric, DriftWatch> entry : state.drifts().entrySet()) {
            Fields.writeText(entry.getKey().name(), out);
            write(entry.getValue(), out);
        }
    }

    @Override
    public SeriesTrend read(DataInput in) throws IOException {
        long sizeMicros = Fields.readNumber(in);
        Map<Long, SeriesTrend.Window> windows = new TreeMap<>();
        for (long left = Fields.readNumber(in); left > 0; left--) {
            windows.put(in.readLong(), readWindow(in));
        }
        Map<Metric, DriftWatch> drifts = new EnumMap<>(Metric.class);
        for (long left = Fields.readNumber(in); left > 0; left--) {
            drifts.put(Metric.valueOf(Fields.readText(in)), readDrift(in));
        }
        return new SeriesTrend(new SeriesTrend.State(sizeMicros, windows, drifts));
    }

    private static void write(SeriesTrend.Window window, ByteSink out) throws IOException {
        Fields.writeNumber(window.revision(), out);
        Fields.writeText(window.scope(), out);
        Fields.writeNumber(window.values().size(), out);
        for (Map.Entry<Metric, Double> value : window.values().entrySet()) {
            Fields.writeText(value.getKey().name(), out);
            out.writeDouble(value.getValue());
        }
    }

    private static SeriesTrend.Window readWindow(DataInput in) throws IOException {
        int revision = (int) Fields.readNumber(in);
        String scope = Fields.readText(in).intern(); // of two or three
        Map<Metric, Double> values = new EnumMap<>(Metric.class);
        for (long left = Fields.readNumber(in); left > 0; left--) {
            values.put(Metric.valueOf(Fields.readText(in)), in.readDouble());
        }
        return new SeriesTrend.Window(revision, scope, values);
    }

    private static void write(DriftWatch watch, ByteSink out) throws IOException {
        Fields.writeText(watch.phase().name(), out);
        out.writeLong(watch.onsetMicros());
        Fields.writeNumber(watch.windows(), out);
        out.writeDouble(watch.drift().before());
        out.writeDouble(watch.drift().now());
        out.writeDouble(watch.drift().effect());
        out.writeDouble(watch.drift().pValue());
    }

    private static DriftWatch readDrift(DataInput in) throws IOException {
        return new DriftWatch(
                Phase.valueOf(Fields.readText(in)),
                in.readLong(),
                (int) Fields.readNumber(in),
                new Drift(in.readDouble(), in.readDouble(), in.readDouble(), in.readDouble()));
    }
}
