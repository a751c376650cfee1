package io.plumbline.streams.domain.score;

/** What a score is made of. */
public enum Component {
    THROUGHPUT("ops/s"),
    LATENCY("ms"),
    RELIABILITY("%"),
    SCALABILITY("nodes");

    private final String unit;

    Component(String unit) {
        this.unit = unit;
    }

    /** Unit of its figure. */
    public String unit() {
        return unit;
    }
}
