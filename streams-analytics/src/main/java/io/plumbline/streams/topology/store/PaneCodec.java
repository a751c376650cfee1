package io.plumbline.streams.topology.store;

import io.plumbline.streams.domain.window.ClosedBy;
import io.plumbline.streams.domain.window.Pane;
import java.io.DataInput;
import java.io.IOException;

/** A window's state around its figures. */
record PaneCodec<A>(Codec<A> figures) implements Codec<Pane<A>> {
    @Override
    public void write(Pane<A> pane, ByteSink out) throws IOException {
        out.writeBoolean(pane.closed());
        Fields.writeNumber(pane.revision(), out);
        Fields.writeText(pane.closedBy().name(), out);
        figures.write(pane.figures(), out);
    }

    @Override
    public Pane<A> read(DataInput in) throws IOException {
        boolean closed = in.readBoolean();
        int revision = Math.toIntExact(Fields.readNumber(in));
        ClosedBy closedBy = ClosedBy.valueOf(Fields.readText(in));
        return new Pane<>(figures.read(in), closed, revision, closedBy);
    }
}
