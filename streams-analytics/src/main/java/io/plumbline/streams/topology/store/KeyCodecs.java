package io.plumbline.streams.topology.store;

import io.plumbline.streams.domain.delivery.BootAccount;
import io.plumbline.streams.domain.window.Series;
import io.plumbline.streams.domain.window.Slice;
import io.plumbline.streams.domain.window.WindowId;
import java.io.DataInput;
import java.io.IOException;

/** The keys of the stores. Equal keys have equal bytes. */
final class KeyCodecs {
    private KeyCodecs() {}

    static final class PageKeyCodec implements Codec<PageKey> {
        @Override
        public void write(PageKey key, ByteSink out) throws IOException {
            out.writeByte(key.kind() == Slice.Kind.BASE ? 0 : 1);
            out.writeLong(key.startMicros());
            out.writeInt(key.number());
        }

        @Override
        public PageKey read(DataInput in) throws IOException {
            return new PageKey(in.readByte() == 0 ? Slice.Kind.BASE : Slice.Kind.SPAN, in.readLong(), in.readInt());
        }
    }

    static final class SeriesCodec implements Codec<Series> {
        @Override
        public void write(Series series, ByteSink out) throws IOException {
            writeSeries(series, out);
        }

        @Override
        public Series read(DataInput in) throws IOException {
            return readSeries(in);
        }
    }

    static final class WindowIdCodec implements Codec<WindowId> {
        @Override
        public void write(WindowId window, ByteSink out) throws IOException {
            writeSeries(window.series(), out);
            out.writeLong(window.sizeMicros());
            out.writeLong(window.startMicros());
        }

        @Override
        public WindowId read(DataInput in) throws IOException {
            return new WindowId(readSeries(in), in.readLong(), in.readLong());
        }
    }

    static final class BootCodec implements Codec<BootAccount.Key> {
        @Override
        public void write(BootAccount.Key key, ByteSink out) throws IOException {
            Fields.writeText(key.node(), out);
            Fields.writeText(key.boot(), out);
        }

        @Override
        public BootAccount.Key read(DataInput in) throws IOException {
            return new BootAccount.Key(Fields.readText(in), Fields.readText(in));
        }
    }

    static final class TextCodec implements Codec<String> {
        @Override
        public void write(String text, ByteSink out) throws IOException {
            Fields.writeText(text, out);
        }

        @Override
        public String read(DataInput in) throws IOException {
            return Fields.readText(in);
        }
    }

    static void writeSeries(Series series, ByteSink out) throws IOException {
        Fields.writeText(series.system(), out);
        Fields.writeText(series.run(), out);
        Fields.writeText(series.operation(), out);
        Fields.writeText(series.node(), out);
    }

    static Series readSeries(DataInput in) throws IOException {
        return new Series(Fields.readText(in), Fields.readText(in), Fields.readText(in), Fields.readText(in));
    }
}
