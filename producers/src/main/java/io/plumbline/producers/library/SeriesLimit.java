package io.plumbline.producers.library;

import io.plumbline.producers.agent.Agent;
import io.plumbline.producers.agent.Labels;
import io.plumbline.producers.agent.Operation;
import io.plumbline.producers.publish.OperationNames;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Handles of operations for names and labels that somebody else chose: whatever they are, recording goes on. What is beyond
 * the limit of series is recorded as {@value #OVERFLOW}, and said once in the log; labels beyond their limits are cut.
 * Thread-safe.
 */
public final class SeriesLimit {
    public static final String OVERFLOW = OperationNames.OVERFLOW;

    private static final Logger LOG = LoggerFactory.getLogger(SeriesLimit.class);
    private static final int LONGEST_NAME = 200;

    private final Agent agent;
    private final int limit;
    private final Set<Operation> known = new HashSet<>();
    private final AtomicLong overflowed = new AtomicLong();

    /** @param limit of operations, each set of labels counted */
    public SeriesLimit(Agent agent, int limit) {
        this.agent = agent;
        this.limit = limit;
    }

    /** The handle for these; that of {@value #OVERFLOW} if there are too many. */
    public synchronized Operation operation(String name, Map<String, String> labels) {
        if (known.size() >= limit && !isKnown(name, labels)) {
            return overflow(name);
        }
        try {
            Operation operation = agent.operation(cut(name.isBlank() ? "unnamed" : name, LONGEST_NAME), cut(labels));
            known.add(operation);
            return operation;
        } catch (IllegalStateException e) { // others take part in the agent's own limit
            return overflow(name);
        }
    }

    /** How often a series was asked for that is beyond the limit. */
    public long overflowed() {
        return overflowed.get();
    }

    private boolean isKnown(String name, Map<String, String> labels) {
        Map<String, String> cut = cut(labels);
        return known.stream()
                .anyMatch(operation ->
                        operation.name().equals(name) && operation.labels().equals(cut));
    }

    private Operation overflow(String name) {
        if (overflowed.getAndIncrement() == 0) {
            LOG.warn("series=overflow limit={} first={} what is beyond is recorded as {}", limit, name, OVERFLOW);
        }
        return agent.operation(OVERFLOW);
    }

    private static Map<String, String> cut(Map<String, String> labels) {
        Map<String, String> result = new LinkedHashMap<>();
        for (Map.Entry<String, String> label : labels.entrySet()) {
            if (result.size() < Labels.MOST && !label.getKey().isEmpty()) {
                result.put(cut(label.getKey(), Labels.LONGEST_NAME), cut(label.getValue(), Labels.LONGEST_VALUE));
            }
        }
        return result;
    }

    private static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest);
    }
}
