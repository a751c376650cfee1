package io.plumbline.streams.domain.sample;

import io.plumbline.streams.domain.window.Mergeable;
import io.plumbline.streams.domain.window.Origin;
import java.util.Set;
import java.util.TreeSet;

/** Which samples the figures of a window are from: how many, whose, and how many came too late to be in them. */
public final class Provenance implements Mergeable<Provenance> {
    private final Set<String> releases = new TreeSet<>();
    private Origin origin = Origin.REAL;
    private long samples;
    private long lateCount;
    private long maxLatenessMicros;

    public Provenance() {}

    /** From its parts, as the accessors give them. */
    public static Provenance of(
            long samples, long lateCount, long maxLatenessMicros, Origin origin, Set<String> releases) {
        Provenance provenance = new Provenance();
        provenance.samples = samples;
        provenance.lateCount = lateCount;
        provenance.maxLatenessMicros = maxLatenessMicros;
        provenance.origin = origin;
        provenance.releases.addAll(releases);
        return provenance;
    }

    /** One sample is in the figures. */
    public void counted(Origin from, String release) {
        samples++;
        from(from, release);
    }

    /** One sample came after the grace and is in no figure. */
    public void late(Origin from, String release, long latenessMicros) {
        lateCount++;
        maxLatenessMicros = Math.max(maxLatenessMicros, latenessMicros);
        from(from, release);
    }

    @Override
    public void merge(Provenance other) {
        samples += other.samples;
        lateCount += other.lateCount;
        maxLatenessMicros = Math.max(maxLatenessMicros, other.maxLatenessMicros);
        origin = origin.or(other.origin);
        releases.addAll(other.releases);
    }

    /** Samples in the figures. */
    public long samples() {
        return samples;
    }

    public long lateCount() {
        return lateCount;
    }

    /** How far behind the watermark the latest sample was. */
    public long maxLatenessMicros() {
        return maxLatenessMicros;
    }

    public Origin origin() {
        return origin;
    }

    /** Those that are known, sorted. */
    public Set<String> releases() {
        return releases;
    }

    private void from(Origin other, String release) {
        origin = origin.or(other);
        if (!release.isEmpty()) {
            releases.add(release);
        }
    }
}
