package io.plumbline.producers.agent;

import java.util.Map;
import java.util.Optional;

/** How many labels a measurement can have, and how long they may be. */
public final class Labels {
    public static final int MOST = 16;
    public static final int LONGEST_NAME = 64;
    public static final int LONGEST_VALUE = 256;

    private Labels() {}

    /** Why these cannot be the labels of a measurement; empty if they can. */
    public static Optional<String> refusal(Map<String, String> labels) {
        if (labels.size() > MOST) {
            return Optional.of("has " + labels.size() + " labels; " + MOST + " are the most");
        }
        for (Map.Entry<String, String> label : labels.entrySet()) {
            if (label.getKey().isEmpty() || label.getKey().length() > LONGEST_NAME) {
                return Optional.of(
                        "a label's name must have 1 to " + LONGEST_NAME + " characters: '" + label.getKey() + "'");
            }
            if (label.getValue().length() > LONGEST_VALUE) {
                return Optional.of("the label " + label.getKey() + " has "
                        + label.getValue().length() + " characters; " + LONGEST_VALUE + " are the most");
            }
        }
        return Optional.empty();
    }
}
