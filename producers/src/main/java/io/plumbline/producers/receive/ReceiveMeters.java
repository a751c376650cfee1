package io.plumbline.producers.receive;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts what senders gave, by path and verdict. */
record ReceiveMeters(MeterRegistry registry) {
    void count(String path, long accepted, Rejections rejections) {
        counter(path, "accepted").increment((double) accepted);
        counter(path, "rejected").increment((double) rejections.count());
    }

    /** @param times that something came which was taken already */
    void countRepeated(String path, long times) {
        Counter.builder("plumbline.receive.repeated")
                .description("OpenTelemetry's data points that were sent again and counted once")
                .tag("path", path)
                .register(registry)
                .increment((double) times);
    }

    private Counter counter(String path, String verdict) {
        return Counter.builder("plumbline.receive")
                .description("What senders gave: measurements, and OpenTelemetry's data points that say something new")
                .tag("path", path)
                .tag("verdict", verdict)
                .register(registry);
    }
}
