package io.plumbline.streams.topology.store;

import io.plumbline.streams.domain.window.OpenWindow;
import io.plumbline.streams.domain.window.Series;
import io.plumbline.streams.domain.window.Slice;
import io.plumbline.streams.domain.window.SourceWindows;
import io.plumbline.streams.domain.window.Table;
import io.plumbline.streams.domain.window.UnknownSizeException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;

/**
 * The open windows of stage 1 in the changelog. One record for each window and commit would cost more than the events
 * themselves, so each commit writes pages: all windows of a slice that changed since the last. A slice that closes takes
 * its pages with it.
 */
public final class WindowPages {
    /** Pages of layout 2 did not say how long their windows are. */
    private static final int LAYOUT = 3;

    /** A page is cut when it is larger, well below what a broker takes as one record. */
    private static final int PAGE_BYTES = 1 << 18;

    private final Table<PageKey, byte[]> table;
    private final ByteSink out = new ByteSink(PAGE_BYTES);

    public WindowPages(Table<PageKey, byte[]> table) {
        this.table = table;
    }

    /**
     * Opens in {@code windows} all windows that were open at the last commit.
     *
     * @throws UnknownSizeException if they are of other sizes
     */
    public void restore(SourceWindows windows) {
        TreeMap<PageKey, byte[]> inOrder = new TreeMap<>(Comparator.comparing(PageKey::kind)
                .thenComparingLong(PageKey::startMicros)
                .thenComparingInt(PageKey::number));
        table.forEach(inOrder::put);
        for (Map.Entry<PageKey, byte[]> page : inOrder.entrySet()) {
            try {
                read(page.getKey(), new ByteSource(page.getValue()), windows);
            } catch (IOException e) {
                throw new UncheckedIOException("the page " + page.getKey() + " of the state cannot be read", e);
            }
        }
    }

    /** Writes what changed since it was called last. */
    public void write(SourceWindows windows) {
        for (Slice slice : windows.takeChanged()) {
            int pages = slice.pages();
            Iterator<OpenWindow> rest = slice.changed().iterator();
            while (rest.hasNext()) {
                table.put(
                        new PageKey(slice.kind(), slice.startMicros(), pages++),
                        page(windows.sizeMicros(slice.kind()), rest));
            }
            slice.written(pages);
        }
    }

    /** A slice has closed: nobody needs its pages. */
    public void drop(Slice slice) {
        for (int number = 0; number < slice.pages(); number++) {
            table.remove(new PageKey(slice.kind(), slice.startMicros(), number));
        }
    }

    private byte[] page(long sizeMicros, Iterator<OpenWindow> rest) {
        out.reset();
        try {
            out.writeByte(LAYOUT);
            out.writeLong(sizeMicros);
            while (rest.hasNext() && out.size() < PAGE_BYTES) {
                OpenWindow window = rest.next();
                KeyCodecs.writeSeries(window.id(), out);
                Codecs.TALLY.write(window.tally(), out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to memory", e);
        }
        return out.toBytes();
    }

    private static void read(PageKey key, ByteSource in, SourceWindows windows) throws IOException {
        Codec.checkLayout(in.readByte(), LAYOUT);
        long sizeMicros = in.readLong();
        if (sizeMicros != windows.sizeMicros(key.kind())) {
            throw new UnknownSizeException(sizeMicros);
        }
        while (in.available() > 0) {
            Series series = KeyCodecs.readSeries(in);
            windows.restore(key.kind(), series, key.startMicros(), Codecs.TALLY.read(in), key.number() + 1);
        }
    }
}
