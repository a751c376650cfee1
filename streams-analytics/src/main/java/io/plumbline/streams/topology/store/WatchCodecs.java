package io.plumbline.streams.topology.store;

import io.plumbline.streams.domain.regression.watch.Archive;
import io.plumbline.streams.domain.regression.watch.Calendar;
import io.plumbline.streams.domain.regression.watch.ChangeKind;
import io.plumbline.streams.domain.regression.watch.Episode;
import io.plumbline.streams.domain.regression.watch.Hope;
import io.plumbline.streams.domain.regression.watch.Metric;
import io.plumbline.streams.domain.regression.watch.MetricWatch;
import io.plumbline.streams.domain.regression.watch.Phase;
import io.plumbline.streams.domain.regression.watch.Recovery;
import io.plumbline.streams.domain.regression.watch.Seasonal;
import io.plumbline.streams.domain.regression.watch.SeriesWatch;
import io.plumbline.streams.domain.regression.watch.Tail;
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
            SeriesWatch.State state = watch.state();
            out.writeLong(state.lastMicros());
            out.writeBoolean(state.ofProcess());
            writeByMetric(state.metrics(), out, metric -> writeMetric(metric.state(), out));
            writeByMetric(state.targets(), out, target -> writeTarget(target.state(), out));
            writeByMetric(state.seasons(), out, season -> writeSeason(season.state(), out));
        }

        @Override
        public SeriesWatch read(DataInput in) throws IOException {
            return new SeriesWatch(new SeriesWatch.State(
                    in.readLong(),
                    in.readBoolean(),
                    readByMetric(in, () -> new MetricWatch(readMetric(in))),
                    readByMetric(in, () -> new TargetWatch(readTarget(in))),
                    readByMetric(in, () -> new Seasonal(readSeason(in)))));
        }
    }

    static final class ArchiveCodec implements Codec<Archive> {
        @Override
        public void write(Archive archive, ByteSink out) throws IOException {
            writeByMetric(archive.values(), out, values -> writeFloats(values, out));
        }

        @Override
        public Archive read(DataInput in) throws IOException {
            return new Archive(readByMetric(in, () -> readFloats(in)));
        }
    }

    @FunctionalInterface
    private interface Writer<V> {
        void write(V value) throws IOException;
    }

    @FunctionalInterface
    private interface Reader<V> {
        V read() throws IOException;
    }

    private static <V> void writeByMetric(Map<Metric, V> values, ByteSink out, Writer<V> writer) throws IOException {
        Fields.writeNumber(values.size(), out);
        for (Map.Entry<Metric, V> value : values.entrySet()) {
            Fields.writeText(value.getKey().wireName(), out);
            writer.write(value.getValue());
        }
    }

    private static <V> Map<Metric, V> readByMetric(DataInput in, Reader<V> reader) throws IOException {
        Map<Metric, V> values = new EnumMap<>(Metric.class);
        for (long left = Fields.readNumber(in); left > 0; left--) {
            values.put(metric(Fields.readText(in)), reader.read());
        }
        return values;
    }

    private static Metric metric(String name) throws IOException {
        return Metric.of(name).orElseThrow(() -> new IOException("a metric is not known here: " + name));
    }

    private static void writeMetric(MetricWatch.State state, ByteSink out) throws IOException {
        Tail points = state.points();
        writeFloats(points.recent(), out);
        Fields.writeNumber(points.archived(), out);
        Fields.writeNumber(points.skipped(), out);
        writeStarts(points.starts(), out);
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
                new Tail(readFloats(in), number(in), number(in), readStarts(in)),
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

    private static void writeSeason(Seasonal.State state, ByteSink out) throws IOException {
        Fields.writeText(state.calendar().name(), out);
        out.writeLong(state.firstMicros());
        out.writeLong(state.lastMicros());
        out.writeLong(state.hour());
        Fields.writeNumber(state.count(), out);
        out.writeDouble(state.sum());
        Fields.writeNumber(state.means().length, out);
        for (float[] means : state.means()) {
            writeFloats(means, out);
        }
    }

    private static Seasonal.State readSeason(DataInput in) throws IOException {
        return new Seasonal.State(
                Calendar.valueOf(Fields.readText(in)),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                number(in),
                in.readDouble(),
                readMeans(in));
    }

    private static float[][] readMeans(DataInput in) throws IOException {
        float[][] means = new float[number(in)][];
        for (int i = 0; i < means.length; i++) {
            means[i] = readFloats(in);
        }
        return means;
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

    /** The first as it is, then how many follow each other at what distance: mostly all at one. */
    private static void writeStarts(long[] starts, ByteSink out) {
        Fields.writeNumber(starts.length, out);
        int at = 0;
        while (at < starts.length) {
            long distance = starts[at] - (at == 0 ? 0 : starts[at - 1]);
            int next = at + 1;
            while (next < starts.length && starts[next] - starts[next - 1] == distance) {
                next++;
            }
            Fields.writeNumber(distance, out);
            Fields.writeNumber(next - at, out);
            at = next;
        }
    }

    private static long[] readStarts(DataInput in) throws IOException {
        long[] starts = new long[number(in)];
        int at = 0;
        while (at < starts.length) {
            long distance = Fields.readNumber(in);
            for (int left = number(in); left > 0; left--) {
                starts[at] = distance + (at == 0 ? 0 : starts[at - 1]);
                at++;
            }
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
