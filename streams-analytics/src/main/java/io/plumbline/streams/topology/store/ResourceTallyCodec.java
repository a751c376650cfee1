package io.plumbline.streams.topology.store;

import io.plumbline.sketch.Sketch;
import io.plumbline.streams.domain.resource.Resource;
import io.plumbline.streams.domain.resource.ResourceTally;
import io.plumbline.streams.domain.sample.Provenance;
import io.plumbline.streams.domain.window.Origin;
import java.io.DataInput;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;

/** What a node used in a window. Resources are written by name, so that their order may change. */
final class ResourceTallyCodec implements Codec<ResourceTally> {
    @Override
    public void write(ResourceTally tally, ByteSink out) throws IOException {
        Provenance provenance = tally.provenance();
        Fields.writeNumber(provenance.samples(), out);
        Fields.writeNumber(provenance.lateCount(), out);
        Fields.writeNumber(provenance.maxLatenessMicros(), out);
        Fields.writeNumber(tally.sketches().size(), out);
        for (Map.Entry<Resource, Sketch> entry : tally.sketches().entrySet()) {
            Fields.writeText(entry.getKey().name(), out);
            Fields.writeSketch(entry.getValue(), out);
        }
        Fields.writeText(provenance.origin().name(), out);
        Fields.writeTexts(provenance.releases(), out);
    }

    @Override
    public ResourceTally read(DataInput in) throws IOException {
        long samples = Fields.readNumber(in);
        long late = Fields.readNumber(in);
        long maxLateness = Fields.readNumber(in);
        Map<Resource, Sketch> sketches = new EnumMap<>(Resource.class);
        for (long left = Fields.readNumber(in); left > 0; left--) {
            sketches.put(Resource.valueOf(Fields.readText(in)), Fields.readSketch(in));
        }
        Origin origin = Origin.valueOf(Fields.readText(in));
        return ResourceTally.of(Provenance.of(samples, late, maxLateness, origin, Fields.readTexts(in)), sketches);
    }
}
