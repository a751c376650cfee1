package io.plumbline.benchmarks.store;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The contenders, in the order of the table. */
public enum Peer {
    COPY_LIMIT("the limit: COPY BINARY of the same rows, encoded before the clock starts", "4g"),
    PLUMBLINE("Plumbline's sink as users run it: exactly once, from the topic", "1g"),
    INSERT(
            "a JDBC sink: the same decoder, multi-row INSERT (reWriteBatchedInserts), plain rows without positions",
            "1g"),
    CONNECT("Kafka Connect with Debezium's JDBC sink connector, upsert", "1g");

    private final String description;
    private final String heap;

    Peer(String description, String heap) {
        this.description = description;
        this.heap = heap;
    }

    public String description() {
        return description;
    }

    /** Options of its virtual machine; who keeps all rows in memory needs more of it. */
    List<String> jvm() {
        return List.of("-Xms" + heap, "-Xmx" + heap);
    }

    Storer storer() {
        return switch (this) {
            case COPY_LIMIT -> new CopyStorer();
            case PLUMBLINE -> new PlumblineStorer();
            case INSERT -> new InsertStorer();
            case CONNECT -> new ConnectStorer();
        };
    }

    /** As users write it, e.g. {@code copy-limit}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** @throws IllegalArgumentException naming the known ones */
    public static Peer of(String label) {
        return Arrays.stream(values())
                .filter(peer -> peer.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no contender " + label + ", only "
                        + Arrays.stream(values()).map(Peer::label).toList()));
    }
}
