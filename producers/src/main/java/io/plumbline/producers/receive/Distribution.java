package io.plumbline.producers.receive;

import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.plumbline.producers.histogram.BucketCounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The buckets of one data point, in the unit of its metric. */
sealed interface Distribution {
    long count();

    /**
     * What was counted since {@code before}, in nanoseconds.
     *
     * @throws IllegalArgumentException if the buckets do not follow from those before, or hold what is no duration
     */
    BucketCounts since(Distribution before, double nanosOfUnit);

    /** Nothing at all: what a series begins with. */
    record Nothing() implements Distribution {
        @Override
        public long count() {
            return 0;
        }

        @Override
        public BucketCounts since(Distribution before, double nanosOfUnit) {
            return new BucketCounts();
        }
    }

    /** Buckets with bounds of their own: (-inf, b0], (b0, b1], ..., (bn, inf). */
    record Explicit(List<Double> bounds, List<Long> counts) implements Distribution {
        static Explicit of(HistogramDataPoint point) {
            if (point.getBucketCountsCount() != point.getExplicitBoundsCount() + 1) {
                throw new IllegalArgumentException("a histogram with " + point.getExplicitBoundsCount()
                        + " bounds must have one bucket more, not " + point.getBucketCountsCount());
            }
            Explicit result =
                    new Explicit(List.copyOf(point.getExplicitBoundsList()), List.copyOf(point.getBucketCountsList()));
            if (result.count() != point.getCount()) {
                throw new IllegalArgumentException("the buckets do not add up to the count");
            }
            return result;
        }

        @Override
        public long count() {
            return counts.stream().mapToLong(Long::longValue).sum();
        }

        @Override
        public BucketCounts since(Distribution before, double nanosOfUnit) {
            List<Long> old = before instanceof Explicit explicit ? explicit.counts : List.of();
            if (before instanceof Explicit explicit && !explicit.bounds.equals(bounds)) {
                throw new IllegalArgumentException("the bounds are not those of the point before");
            }
            BucketCounts result = new BucketCounts();
            for (int i = 0; i < counts.size(); i++) {
                double lower = i == 0 ? Double.NEGATIVE_INFINITY : bounds.get(i - 1);
                double upper = i == bounds.size() ? Double.POSITIVE_INFINITY : bounds.get(i);
                result.add(lower * nanosOfUnit, upper * nanosOfUnit, counts.get(i) - (old.isEmpty() ? 0 : old.get(i)));
            }
            return result;
        }
    }

    /** Buckets between powers of {@code 2^(2^-scale)}: that of index i from power i, exclusive, to power i + 1. */
    record Exponential(int scale, long zeroCount, double zeroThreshold, Map<Integer, Long> counts)
            implements Distribution {
        static Exponential of(ExponentialHistogramDataPoint point) {
            for (long count : point.getNegative().getBucketCountsList()) {
                if (count > 0) {
                    throw new IllegalArgumentException("no duration is negative");
                }
            }
            Map<Integer, Long> counts = new TreeMap<>();
            List<Long> given = new ArrayList<>(point.getPositive().getBucketCountsList());
            for (int i = 0; i < given.size(); i++) {
                if (given.get(i) != 0) {
                    counts.put(Math.addExact(point.getPositive().getOffset(), i), given.get(i));
                }
            }
            Exponential result =
                    new Exponential(point.getScale(), point.getZeroCount(), point.getZeroThreshold(), counts);
            if (result.count() != point.getCount()) {
                throw new IllegalArgumentException("the buckets do not add up to the count");
            }
            return result;
        }

        @Override
        public long count() {
            return zeroCount
                    + counts.values().stream().mapToLong(Long::longValue).sum();
        }

        @Override
        public BucketCounts since(Distribution before, double nanosOfUnit) {
            Exponential old = before instanceof Exponential exponential
                    ? exponential.atScale(scale)
                    : new Exponential(scale, 0, 0, Map.of());
            BucketCounts result = new BucketCounts();
            result.add(0, zeroThreshold * nanosOfUnit, zeroCount - old.zeroCount);
            for (int index : old.counts.keySet()) {
                if (!counts.containsKey(index)) {
                    throw new IllegalArgumentException("a bucket counts less than at the point before");
                }
            }
            counts.forEach((index, count) -> result.add(
                    power(index) * nanosOfUnit,
                    power(index + 1) * nanosOfUnit,
                    count - old.counts.getOrDefault(index, 0L)));
            return result;
        }

        /** The same with wider buckets: each step down joins two into one. */
        private Exponential atScale(int wanted) {
            if (wanted > scale) {
                throw new IllegalArgumentException("the scale is finer than at the point before");
            }
            Map<Integer, Long> joined = new TreeMap<>();
            counts.forEach((index, count) -> joined.merge(index >> (scale - wanted), count, Math::addExact));
            return new Exponential(wanted, zeroCount, zeroThreshold, joined);
        }

        private double power(int index) {
            return Math.pow(2, Math.scalb((double) index, -scale));
        }
    }
}
