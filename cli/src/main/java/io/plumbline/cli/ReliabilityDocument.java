package io.plumbline.cli;

import io.plumbline.streams.domain.reliability.Exposure;
import io.plumbline.streams.domain.reliability.MeanTime;
import io.plumbline.streams.domain.reliability.Reliability;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/** What {@code plumbline reliability --output json} prints. A figure that is not known is null. */
record ReliabilityDocument(Entry all, Map<String, Entry> nodes) {
    private static final double PERCENT = 100;

    /** Times in seconds; mean times with their 90 % confidence interval. */
    record Entry(
            Double uptimePercent,
            double upSeconds,
            double downSeconds,
            double unknownSeconds,
            int failures,
            int repairs,
            Mean meanTimeBetweenFailures,
            Mean meanTimeToRepair) {
        private static Entry of(Exposure exposure) {
            Reliability reliability = Reliability.of(exposure);
            OptionalDouble uptime = reliability.uptimeShare();
            return new Entry(
                    uptime.isPresent() ? (Double) (PERCENT * uptime.getAsDouble()) : null,
                    exposure.upSeconds(),
                    exposure.downSeconds(),
                    exposure.unknownSeconds(),
                    exposure.failures(),
                    exposure.repairs(),
                    Mean.of(reliability.betweenFailures()),
                    Mean.of(reliability.toRepair()));
        }

        private String text(String name) {
            String uptime = uptimePercent == null ? "?" : String.format(Locale.ROOT, "%.4f %%", uptimePercent);
            return String.format(
                    Locale.ROOT,
                    "%-16s up %s, %d failures, between failures %s, to repair %s",
                    name,
                    uptime,
                    failures,
                    meanTimeBetweenFailures.text(),
                    meanTimeToRepair.text());
        }
    }

    record Mean(Double seconds, double low, Double high) {
        private static Mean of(MeanTime time) {
            return new Mean(orNull(time.seconds()), time.low(), orNull(time.high()));
        }

        private String text() {
            return seconds == null
                    ? String.format(Locale.ROOT, "at least %.4g s", low)
                    : String.format(Locale.ROOT, "%.4g s (%.4g .. %.4g)", seconds, low, high);
        }

        private static Double orNull(OptionalDouble figure) {
            return figure.isPresent() ? (Double) figure.getAsDouble() : null;
        }
    }

    static ReliabilityDocument of(Map<String, Exposure> exposures) {
        Map<String, Entry> nodes = new LinkedHashMap<>();
        Exposure all = Exposure.NONE;
        for (Map.Entry<String, Exposure> node : exposures.entrySet()) {
            nodes.put(node.getKey(), Entry.of(node.getValue()));
            all = all.plus(node.getValue());
        }
        return new ReliabilityDocument(Entry.of(all), nodes);
    }

    String text() {
        List<String> lines = new ArrayList<>();
        nodes.forEach((name, entry) -> lines.add(entry.text(name)));
        lines.add(all.text("all"));
        return String.join(System.lineSeparator(), lines);
    }
}
