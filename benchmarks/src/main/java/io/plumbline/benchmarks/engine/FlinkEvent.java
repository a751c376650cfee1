package io.plumbline.benchmarks.engine;

/** An event on its way through Flink, which fills one such object again and again; a POJO by Flink's rules. */
public class FlinkEvent {
    public String operation = "";
    public long eventMicros;
    public long durationNanos;
}
