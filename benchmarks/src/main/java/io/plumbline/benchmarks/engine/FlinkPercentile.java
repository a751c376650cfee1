package io.plumbline.benchmarks.engine;

import org.HdrHistogram.Histogram;
import org.apache.flink.api.common.functions.AggregateFunction;

/** The P99 of a window, event by event into an HdrHistogram of two digits, which stays an object in Flink's heap state. */
final class FlinkPercentile implements AggregateFunction<FlinkEvent, Histogram, FlinkPercentile.Result> {
    /** What a window gives; a POJO by Flink's rules. */
    public static class Result {
        public long count;
        public long p99Nanos;
    }

    @Override
    public Histogram createAccumulator() {
        return new Histogram(2);
    }

    @Override
    public Histogram add(FlinkEvent event, Histogram window) {
        window.recordValue(event.durationNanos);
        return window;
    }

    @Override
    public Result getResult(Histogram window) {
        Result result = new Result();
        result.count = window.getTotalCount();
        result.p99Nanos = window.getValueAtPercentile(99);
        return result;
    }

    @Override
    public Histogram merge(Histogram one, Histogram other) {
        one.add(other);
        return one;
    }
}
