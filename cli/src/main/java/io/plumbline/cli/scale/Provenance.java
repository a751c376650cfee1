package io.plumbline.cli.scale;

import io.plumbline.producers.scale.Curve;
import io.plumbline.schemas.event.Origin;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;

/**
 * Where the figures of a suite come from.
 *
 * @param startedAt of the suite; in UTC it is part of the names of files and runs
 * @param facts what was found out at the start, e.g. what signatures cost
 */
record Provenance(Origin origin, Instant startedAt, Map<String, String> facts) {
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("yyyyMMdd_HHmmss").withZone(ZoneOffset.UTC);

    /** The id of a curve's run; its files are named after it. */
    String run(Curve curve) {
        return curve.name() + "_" + NAME.format(startedAt);
    }
}
