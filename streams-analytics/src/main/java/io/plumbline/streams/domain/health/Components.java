package io.plumbline.streams.domain.health;

/**
 * The parts of a system's work.
 *
 * @param byOperation the component of operations by their names; the others are of {@link #SERVICE}
 */
public record Components(NamePatterns<String> byOperation) {
    public static final String CONSENSUS = "consensus";
    public static final String NETWORK = "network";
    public static final String SECURITY = "security";
    /** Operations that belong to no other. */
    public static final String SERVICE = "service";
    /** The nodes as such: whether they are there, and what they use. */
    public static final String NODE = "node";
    /** What becomes of our own measurements. */
    public static final String MEASUREMENT = "measurement";

    public String of(String operation) {
        return byOperation.find(operation).orElse(SERVICE);
    }
}
