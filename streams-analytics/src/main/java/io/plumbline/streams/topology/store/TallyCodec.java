package io.plumbline.streams.topology.store;

import io.plumbline.sketch.Sketch;
import io.plumbline.streams.domain.window.Origin;
import io.plumbline.streams.domain.window.SquareSum;
import io.plumbline.streams.domain.window.Tally;
import java.io.DataInput;
import java.io.IOException;

/** The figures of a window. */
final class TallyCodec implements Codec<Tally> {
    @Override
    public void write(Tally tally, ByteSink out) throws IOException {
        Tally.Counts counts = tally.counts();
        Fields.writeNumber(counts.ok(), out);
        Fields.writeNumber(counts.error(), out);
        Fields.writeNumber(counts.timeout(), out);
        Fields.writeNumber(counts.bytes(), out);
        Fields.writeNumber(counts.late(), out);
        Fields.writeNumber(counts.maxLatenessMicros(), out);
        Fields.writeNumber(tally.squares().high(), out);
        Fields.writeNumber(tally.squares().low(), out);
        Fields.writeSketch(tally.response(), out);
        out.writeBoolean(tally.service() != null);
        if (tally.service() != null) {
            Fields.writeSketch(tally.service(), out);
        }
        Fields.writeText(tally.origin().name(), out);
        Fields.writeTexts(tally.releases(), out);
        Fields.writeTexts(tally.nodes(), out);
    }

    @Override
    public Tally read(DataInput in) throws IOException {
        Tally.Counts counts = new Tally.Counts(number(in), number(in), number(in), number(in), number(in), number(in));
        SquareSum squares = SquareSum.of(number(in), number(in));
        Sketch response = Fields.readSketch(in);
        Tally tally = Tally.of(counts, squares, response, in.readBoolean() ? Fields.readSketch(in) : null);
        tally.from(Origin.valueOf(Fields.readText(in)), "");
        Fields.readTexts(in).forEach(release -> tally.from(tally.origin(), release));
        Fields.readTexts(in).forEach(tally::measuredBy);
        return tally;
    }

    private static long number(DataInput in) throws IOException {
        return Fields.readNumber(in);
    }
}
