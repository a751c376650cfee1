package io.plumbline.producers.importer;

import io.plumbline.producers.histogram.BucketCounts;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** A Prometheus histogram as one scrape has it: counts up to each bound, since the exporter began. Filled line by line. */
final class CumulativeHistogram {
    private final TreeMap<Double, Long> upTo = new TreeMap<>();
    private final long line;
    private double sum = Double.NaN;
    private Instant time;

    /** @param line where it begins in the file */
    CumulativeHistogram(long line) {
        this.line = line;
    }

    void bucket(double bound, double count, Instant sampleTime) throws BadValueException {
        if (!(count >= 0 && count < Long.MAX_VALUE && count == Math.rint(count))) {
            throw new BadValueException("value", count + " is no count");
        }
        if (upTo.put(bound, (long) count) != null) {
            throw new BadValueException("le", "the bound " + bound + " comes twice in one scrape");
        }
        time = sampleTime;
    }

    void sum(double value) {
        sum = value;
    }

    long line() {
        return line;
    }

    /** Its samples' own time; null if they have none. */
    Instant time() {
        return time;
    }

    long count() throws BadValueException {
        Long count = upTo.get(Double.POSITIVE_INFINITY);
        if (count == null) {
            throw new BadValueException("le", "there is no bucket up to +Inf");
        }
        return count;
    }

    /** What happened since {@code before}; a sum of these durations, in the same unit, is {@link #sumSince}. */
    BucketCounts since(CumulativeHistogram before, double nanosOfUnit) throws BadValueException {
        if (!before.isEmpty() && !upTo.keySet().equals(before.upTo.keySet())) {
            throw new BadValueException("le", "the bounds are not those of the scrape before");
        }
        BucketCounts counts = new BucketCounts();
        double lower = 0;
        long below = 0;
        for (Map.Entry<Double, Long> bucket : upTo.entrySet()) {
            long upToHere = bucket.getValue() - before.upTo.getOrDefault(bucket.getKey(), 0L);
            try {
                counts.add(lower * nanosOfUnit, bucket.getKey() * nanosOfUnit, upToHere - below);
            } catch (IllegalArgumentException e) {
                throw new BadValueException("le", "up to " + bucket.getKey() + ": " + e.getMessage());
            }
            lower = bucket.getKey();
            below = upToHere;
        }
        return counts;
    }

    double sumSince(CumulativeHistogram before) {
        return before.isEmpty() ? sum : sum - before.sum;
    }

    private boolean isEmpty() {
        return upTo.isEmpty();
    }
}
