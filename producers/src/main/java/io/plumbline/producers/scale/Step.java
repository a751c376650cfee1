package io.plumbline.producers.scale;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** One number of nodes of one {@link Curve}. */
public record Step(Curve curve, int nodes) {
    private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

    /** Names it within its suite, whatever else is run of that. */
    public String key() {
        return curve.name() + "/" + nodes;
    }

    /** Whether its curve begins with it. */
    public boolean isFirst() {
        return nodes == curve.nodeCounts().get(0);
    }

    /** Whether its curve ends with it. */
    public boolean isLast() {
        return nodes == curve.nodeCounts().get(curve.nodeCounts().size() - 1);
    }

    /** Of its own, and the same whichever other steps are run: a subset gives the same figures. */
    public long seed(long ofSuite) {
        CRC32 hash = new CRC32();
        hash.update(key().getBytes(StandardCharsets.UTF_8));
        return ofSuite * GOLDEN_GAMMA + hash.getValue();
    }

    /** How long it takes, compared with other steps: simulated nodes all tell each other, real ones take their time. */
    double weight() {
        double millis = curve.timing().total().toMillis();
        return curve.cluster().isPresent() ? (double) nodes * nodes * millis : millis;
    }
}
