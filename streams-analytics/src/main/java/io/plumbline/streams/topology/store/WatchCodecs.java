package io.plumbline.streams.topology.store;

import io.plumbline.streams.domain.regression.watch.ChangeKind;
import io.plumbline.streams.domain.regression.watch.Episode;
import io.plumbline.streams.domain.regression.watch.Hope;
import io.plumbline.streams.domain.regression.watch.Metric;
import io.plumbline.streams.domain.regression.watch.MetricWatch;
import io.plumbline.streams.domain.regression.watch.Phase;
import io.plumbline.streams.domain.regression.watch.Recovery;
import io.plumbline.streams.domain.regression.watch.SeriesWatch;
import io.plumbline.streams.domain.regression.watch.TargetWatch;
import java.io.DataInput;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;

/** What the watches keep. Enums are written by name, so that their order may change. */
final class WatchCodecs {
    private WatchCodecs() {}

    static final class SeriesWatchCodec implements Codec<SeriesWatch> {
        @Override
        public void write(SeriesWatch watch, ByteSink out) throws IOException {
            out.writeLong(watch.lastMicros());
            out.writeBoolean(watch.ofProcess());
            Fields.writeNumber(watch.metrics().size(), out);
            for (Map.Entry<Metric, MetricWatch> metric : watch.metrics().entrySet()) {
                Fields.writeText(metric.getKey().wireName(), out);
                writeMetric(metric.getValue().state(), out);
            }
            Fields.writeNumber(watch.targets().size(), out);
            for (Map.Entry<Metric, TargetWatch> target : watch.targets().entrySet()) {
                Fields.writeText(target.getKey().wireName(), out);
                writeTarget(target.getValue().state(), out);
            }
        }

        @Override
        public SeriesWatch read(DataInput in) throws IOException {
            long lastMicros = in.readLong();
            boolean ofProcess = in.readBoolean();
            Map<Metric, MetricWatch> metrics = new EnumMap<>(Metric.class);
            for (long left = Fields.readNumber(in); left > 0; left--) {
                metrics.put(metric(Fields.readText(in)), new MetricWatch(readMetric(in)));
            }
            Map<Metric, TargetWatch> targets = new EnumMap<>(Metric.class);
            for (long left = Fields.readNumber(in); left > 0; left--) {
                targets.put(metric(Fields.readText(in)), new TargetWatch(readTarget(in)));
            }
            return new SeriesWatch(lastMicros, ofProcess, metrics, targets);
        }
    }

    private static Metric metric(String name) throws IOException {
        return Metric.of(name).orElseThrow(() -> new IOException("a metric is not known here: " + name));
    }

    private static void writeMetric(MetricWatch.State state, ByteSink out) throws IOException {
        writeFloats(state.values(), out);
        writeStarts(state.starts(), out);
        Fields.writeNumber(state.regime(), out);
        out.writeBoolean(state.episode() != null);
        if (state.episode() != null) {
            writeEpisode(state.episode(), out);
        }
        out.writeBoolean(state.hope() != null);
        if (state.hope() != null) {
            out.writeDouble(state.hope().before());
            Fields.writeNumber(state.hope().points(), out);
            out.writeBoolean(state.hope().confirmed());
        }
        Fields.writeNumber(state.baselineVersion(), out);
    }

    private static MetricWatch.State readMetric(DataInput in) throws IOException {
        return new MetricWatch.State(
                readFloats(in),
                readStarts(in),
                number(in),
                in.readBoolean() ? readEpisode(in) : null,
                in.readBoolean() ? new Hope(in.readDouble(), number(in), in.readBoolean()) : null,
                number(in));
    }

    private static void writeTarget(TargetWatch.State state, ByteSink out) throws IOException {
        Fields.writeText(state.phase() == null ? "" : state.phase().name(), out);
        Fields.writeNumber(state.onsetMicros(), out);
        Fields.writeNumber(state.missed(), out);
        Fields.writeNumber(state.kept(), out);
        writeFloats(state.last(), out);
    }

    private static TargetWatch.State readTarget(DataInput in) throws IOException {
        String phase = Fields.readText(in);
        return new TargetWatch.State(
                phase.isEmpty() ? null : Phase.valueOf(phase),
                Fields.readNumber(in),
                number(in),
                number(in),
                readFloats(in));
    }

    private static void writeFloats(float[] values, ByteSink out) {
        Fields.writeNumber(values.length, out);
        for (float value : values) {
            out.writeInt(Float.floatToIntBits(value));
        }
    }

    private static float[] readFloats(DataInput in) throws IOException {
        float[] values = new float[number(in)];
        for (int i = 0; i < values.length; i++) {
            values[i] = in.readFloat();
        }
        return values;
    }

    /** The first as it is, of each other how long after the one before. */
    private static void writeStarts(long[] starts, ByteSink out) {
        Fields.writeNumber(starts.length, out);
        long last = 0;
        for (long start : starts) {
            Fields.writeNumber(start - last, out);
            last = start;
        }
    }

    private static long[] readStarts(DataInput in) throws IOException {
        long[] starts = new long[number(in)];
        long last = 0;
        for (int i = 0; i < starts.length; i++) {
            last += Fields.readNumber(in);
            starts[i] = last;
        }
        return starts;
    }

    private static void writeEpisode(Episode episode, ByteSink out) throws IOException {
        Fields.writeText(episode.kind().name(), out);
        Fields.writeText(episode.phase().name(), out);
        Fields.writeNumber(episode.onsetMicros(), out);
        out.writeDouble(episode.reference());
        out.writeDouble(episode.noise());
        out.writeDouble(episode.size());
        Fields.writeFigure(episode.pValue(), out);
        Fields.writeNumber(episode.baselineVersion(), out);
        Fields.writeNumber(episode.before(), out);
        Fields.writeNumber(episode.points(), out);
        Fields.writeNumber(episode.agreed(), out);
        Fields.writeNumber(episode.recovery().since(), out);
        Fields.writeNumber(episode.recovery().back(), out);
        Fields.writeNumber(episode.recovery().within(), out);
    }

    private static Episode readEpisode(DataInput in) throws IOException {
        return new Episode(
                ChangeKind.valueOf(Fields.readText(in)),
                Phase.valueOf(Fields.readText(in)),
                Fields.readNumber(in),
                in.readDouble(),
                in.readDouble(),
                in.readDouble(),
                Fields.readFigure(in),
                number(in),
                number(in),
                number(in),
                number(in),
                new Recovery(number(in), number(in), number(in)));
    }

    private static int number(DataInput in) throws IOException {
        return Math.toIntExact(Fields.readNumber(in));
    }
}
