package io.plumbline.streams.topology.store;

import io.plumbline.streams.domain.scaling.live.LoadBook;
import io.plumbline.streams.domain.scaling.live.LoadWindow;
import io.plumbline.streams.domain.scaling.live.NodesLoad;
import io.plumbline.streams.domain.scaling.live.OperationLoad;
import io.plumbline.streams.domain.scaling.live.ResourceLoad;
import io.plumbline.streams.domain.scaling.live.RunKey;
import io.plumbline.streams.domain.scaling.live.RunMoment;
import io.plumbline.streams.domain.scaling.live.RunState;
import io.plumbline.streams.domain.scaling.live.TrafficLoad;
import io.plumbline.streams.domain.window.Origin;
import java.io.DataInput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What scaling and score keep. Enums are written by name, so that their order may change. */
final class LoadCodecs {
    private LoadCodecs() {}

    static final class RunKeyCodec implements Codec<RunKey> {
        @Override
        public void write(RunKey key, ByteSink out) throws IOException {
            Fields.writeText(key.system(), out);
            Fields.writeText(key.run(), out);
        }

        @Override
        public RunKey read(DataInput in) throws IOException {
            return new RunKey(Fields.readText(in), Fields.readText(in));
        }
    }

    static final class WindowKeyCodec implements Codec<LoadBook.Key> {
        @Override
        public void write(LoadBook.Key key, ByteSink out) throws IOException {
            Fields.writeText(key.run().system(), out);
            Fields.writeText(key.run().run(), out);
            Fields.writeNumber(key.sizeMicros(), out);
            out.writeLong(key.startMicros());
        }

        @Override
        public LoadBook.Key read(DataInput in) throws IOException {
            return new LoadBook.Key(
                    new RunKey(Fields.readText(in), Fields.readText(in)), Fields.readNumber(in), in.readLong());
        }
    }

    static final class RunStateCodec implements Codec<RunState> {
        @Override
        public void write(RunState run, ByteSink out) throws IOException {
            RunState.State state = run.state();
            Fields.writeNumber(state.moments().size(), out);
            for (RunMoment moment : state.moments()) {
                Fields.writeNumber(moment.atMicros(), out);
                Fields.writeText(moment.phase().name(), out);
                Fields.writeNumber(moment.nodes(), out);
                Fields.writeText(moment.stage(), out);
            }
            Fields.writeText(state.origin().name(), out);
            Fields.writeNumber(state.eventMicros(), out);
            Fields.writeNumber(state.heardMillis(), out);
            Fields.writeNumber(state.scoredMicros(), out);
            out.writeBoolean(state.truncated());
        }

        @Override
        public RunState read(DataInput in) throws IOException {
            List<RunMoment> moments = new ArrayList<>();
            for (long left = Fields.readNumber(in); left > 0; left--) {
                moments.add(new RunMoment(
                        Fields.readNumber(in),
                        RunMoment.Phase.valueOf(Fields.readText(in)),
                        (int) Fields.readNumber(in),
                        Fields.readText(in)));
            }
            return new RunState(new RunState.State(
                    moments,
                    Origin.valueOf(Fields.readText(in)),
                    Fields.readNumber(in),
                    Fields.readNumber(in),
                    Fields.readNumber(in),
                    in.readBoolean()));
        }
    }

    static final class LoadWindowCodec implements Codec<LoadWindow> {
        @Override
        public void write(LoadWindow window, ByteSink out) throws IOException {
            LoadWindow.State state = window.state();
            writeAll(state.operations(), LoadCodecs::writeOperation, out);
            writeAll(state.resources(), LoadCodecs::writeResources, out);
            writeAll(state.traffic(), LoadCodecs::writeTraffic, out);
            out.writeBoolean(state.summary() != null);
            if (state.summary() != null) {
                writeNodes(state.summary(), out);
            }
        }

        @Override
        public LoadWindow read(DataInput in) throws IOException {
            return new LoadWindow(new LoadWindow.State(
                    readAll(LoadCodecs::readOperation, in),
                    readAll(LoadCodecs::readResources, in),
                    readAll(LoadCodecs::readTraffic, in),
                    in.readBoolean() ? readNodes(in) : null));
        }
    }

    private interface Writer<T> {
        void write(T object, ByteSink out);
    }

    private interface Reader<T> {
        T read(DataInput in) throws IOException;
    }

    private static <T> void writeAll(Map<String, T> all, Writer<T> writer, ByteSink out) throws IOException {
        Fields.writeNumber(all.size(), out);
        for (Map.Entry<String, T> entry : all.entrySet()) {
            Fields.writeText(entry.getKey(), out);
            writer.write(entry.getValue(), out);
        }
    }

    private static <T> Map<String, T> readAll(Reader<T> reader, DataInput in) throws IOException {
        Map<String, T> all = new TreeMap<>();
        for (long left = Fields.readNumber(in); left > 0; left--) {
            all.put(Fields.readText(in), reader.read(in));
        }
        return all;
    }

    private static void writeOperation(OperationLoad load, ByteSink out) {
        Fields.writeNumber(load.revision(), out);
        Fields.writeNumber(load.nodes(), out);
        Fields.writeNumber(load.count(), out);
        Fields.writeNumber(load.okCount(), out);
        out.writeDouble(load.meanNanos());
    }

    private static OperationLoad readOperation(DataInput in) throws IOException {
        return new OperationLoad(
                (int) Fields.readNumber(in),
                (int) Fields.readNumber(in),
                Fields.readNumber(in),
                Fields.readNumber(in),
                in.readDouble());
    }

    private static void writeResources(ResourceLoad load, ByteSink out) {
        Fields.writeNumber(load.revision(), out);
        Fields.writeFigure(load.cpuShare(), out);
        Fields.writeFigure(load.memoryBytes(), out);
    }

    private static ResourceLoad readResources(DataInput in) throws IOException {
        return new ResourceLoad((int) Fields.readNumber(in), Fields.readFigure(in), Fields.readFigure(in));
    }

    private static void writeTraffic(TrafficLoad load, ByteSink out) {
        Fields.writeNumber(load.revision(), out);
        Fields.writeFigure(load.bytesPerSecond(), out);
        Fields.writeFigure(load.deliveredShare(), out);
    }

    private static TrafficLoad readTraffic(DataInput in) throws IOException {
        return new TrafficLoad((int) Fields.readNumber(in), Fields.readFigure(in), Fields.readFigure(in));
    }

    private static void writeNodes(NodesLoad nodes, ByteSink out) {
        Fields.writeFigure(nodes.busiestCpu(), out);
        Fields.writeFigure(nodes.mostMemory(), out);
        Fields.writeNumber(nodes.bytesPerSecond(), out);
        Fields.writeNumber(nodes.bytesOf(), out);
        Fields.writeNumber(nodes.deliveredBillionths(), out);
        Fields.writeNumber(nodes.deliveredOf(), out);
    }

    private static NodesLoad readNodes(DataInput in) throws IOException {
        return new NodesLoad(
                Fields.readFigure(in),
                Fields.readFigure(in),
                Fields.readNumber(in),
                (int) Fields.readNumber(in),
                Fields.readNumber(in),
                (int) Fields.readNumber(in));
    }
}
