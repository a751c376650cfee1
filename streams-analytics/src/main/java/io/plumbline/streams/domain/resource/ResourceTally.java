package io.plumbline.streams.domain.resource;

import io.plumbline.sketch.Buckets;
import io.plumbline.sketch.Sketch;
import io.plumbline.streams.domain.window.Mergeable;
import io.plumbline.streams.domain.window.Origin;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What one node used in one window. Merging is associative and commutative. Mutable; one thread owns it. */
public final class ResourceTally implements Mergeable<ResourceTally> {
    private final Map<Resource, Sketch> sketches = new EnumMap<>(Resource.class);
    private final Set<String> releases = new TreeSet<>();
    private Origin origin = Origin.REAL;
    private int samples;
    private long lateCount;
    private long maxLatenessMicros;

    /** One resource over the window; each in the resource's own unit, the percentile within 2^-7. */
    public record Figure(int samples, double mean, double max, double p95) {}

    public ResourceTally() {}

    /** From its parts, as the accessors give them. */
    public static ResourceTally of(
            int samples, long lateCount, long maxLatenessMicros, Map<Resource, Sketch> sketches) {
        ResourceTally tally = new ResourceTally();
        tally.samples = samples;
        tally.lateCount = lateCount;
        tally.maxLatenessMicros = maxLatenessMicros;
        tally.sketches.putAll(sketches);
        return tally;
    }

    /** Whether {@link #record} takes that value. */
    public static boolean isPossible(Resource resource, double value) {
        return value >= 0 && value * resource.scale() < Buckets.VALUE_LIMIT;
    }

    /** Counts one sample; its values follow. */
    public void sample(Origin other, String release) {
        samples++;
        origin = origin.or(other);
        if (!release.isEmpty()) {
            releases.add(release);
        }
    }

    /** Records a value of the newest sample. */
    public void record(Resource resource, double value) {
        sketches.computeIfAbsent(resource, r -> new Sketch()).record(value * resource.scale());
    }

    /** Counts one sample that came after the grace and is in no other figure. */
    public void late(long latenessMicros) {
        lateCount++;
        maxLatenessMicros = Math.max(maxLatenessMicros, latenessMicros);
    }

    /** Says whose samples these are. */
    public void from(Origin other, Set<String> otherReleases) {
        origin = origin.or(other);
        releases.addAll(otherReleases);
    }

    @Override
    public void merge(ResourceTally other) {
        samples += other.samples;
        lateCount += other.lateCount;
        maxLatenessMicros = Math.max(maxLatenessMicros, other.maxLatenessMicros);
        from(other.origin, other.releases);
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

    public int samples() {
        return samples;
    }

    public long lateCount() {
        return lateCount;
    }

    public long maxLatenessMicros() {
        return maxLatenessMicros;
    }

    public Origin origin() {
        return origin;
    }

    public Set<String> releases() {
        return releases;
    }
}
