package io.plumbline.streams.domain.resource;

import io.plumbline.sketch.Buckets;
import io.plumbline.sketch.Sketch;
import io.plumbline.streams.domain.sample.Provenance;
import io.plumbline.streams.domain.sample.SampleTally;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** What one node used in one window. Merging is associative and commutative. Mutable; one thread owns it. */
public final class ResourceTally implements SampleTally<ResourceTally> {
    private final Map<Resource, Sketch> sketches = new EnumMap<>(Resource.class);
    private final Provenance provenance;

    /** One resource over the window; each in the resource's own unit, the percentile within 2^-7. */
    public record Figure(int samples, double mean, double max, double p95) {}

    public ResourceTally() {
        this(new Provenance());
    }

    private ResourceTally(Provenance provenance) {
        this.provenance = provenance;
    }

    /** From its parts, as the accessors give them. */
    public static ResourceTally of(Provenance provenance, Map<Resource, Sketch> sketches) {
        ResourceTally tally = new ResourceTally(provenance);
        tally.sketches.putAll(sketches);
        return tally;
    }

    /** Whether {@link #record} takes that value. */
    public static boolean isPossible(Resource resource, double value) {
        return value >= 0 && value * resource.scale() < Buckets.VALUE_LIMIT;
    }

    /** Records a value of one sample. */
    public void record(Resource resource, double value) {
        sketches.computeIfAbsent(resource, r -> new Sketch()).record(value * resource.scale());
    }

    @Override
    public void merge(ResourceTally other) {
        provenance.merge(other.provenance);
        other.sketches.forEach((resource, sketch) ->
                sketches.computeIfAbsent(resource, r -> new Sketch()).merge(sketch));
    }

    /** Empty if no sample had that resource. */
    public Optional<Figure> figure(Resource resource) {
        return Optional.ofNullable(sketches.get(resource))
                .map(sketch -> new Figure(
                        (int) Math.min(Integer.MAX_VALUE, sketch.count()),
                        sketch.mean() / resource.scale(),
                        sketch.max() / resource.scale(),
                        sketch.quantile(0.95) / resource.scale()));
    }

    public Map<Resource, Sketch> sketches() {
        return sketches;
    }

    @Override
    public Provenance provenance() {
        return provenance;
    }
}
