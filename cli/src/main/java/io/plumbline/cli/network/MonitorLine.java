package io.plumbline.cli.network;

import io.plumbline.streams.domain.health.Status;
import io.plumbline.streams.domain.transport.NetworkTier;
import java.util.List;
import java.util.Locale;

/**
 * What {@code plumbline monitor --output json} prints in each line: docs/formats.md. What was not measured is null.
 *
 * @param tier of the greater throughput: the network can do at least that
 * @param reasons why it is not healthy
 * @param failure of the last round; null if all went well
 */
record MonitorLine(
        String at,
        String peer,
        Double uploadBitsPerSecond,
        Double downloadBitsPerSecond,
        Double roundTripP50Nanos,
        Double roundTripP95Nanos,
        Double roundTripP99Nanos,
        long connectionsTried,
        long connectionsMade,
        Long datagramsSent,
        Long datagramsLost,
        NetworkTier tier,
        Status health,
        List<String> reasons,
        String failure) {
    private static final double GIGA = 1e9;
    private static final double NANOS_OF_MILLI = 1e6;

    String text() {
        String line = at.substring(11, 19) + "  up " + in(uploadBitsPerSecond, GIGA) + " down "
                + in(downloadBitsPerSecond, GIGA) + " Gbps  rtt " + in(roundTripP50Nanos, NANOS_OF_MILLI) + "/"
                + in(roundTripP95Nanos, NANOS_OF_MILLI) + "/" + in(roundTripP99Nanos, NANOS_OF_MILLI)
                + " ms  connections " + connectionsMade + "/" + connectionsTried + "  lost " + lost() + "  "
                + (tier == null ? "-" : tier) + "  " + health;
        String why = reasons.isEmpty() ? "" : "  (" + String.join("; ", reasons) + ")";
        return line + why + (failure == null ? "" : "  ! " + failure);
    }

    private String lost() {
        return datagramsSent == null ? "-" : datagramsLost + "/" + datagramsSent;
    }

    private static String in(Double value, double unit) {
        return value == null ? "-" : String.format(Locale.ROOT, "%.3g", value / unit);
    }
}
