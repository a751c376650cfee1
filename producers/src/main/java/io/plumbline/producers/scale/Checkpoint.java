package io.plumbline.producers.scale;

import io.plumbline.settings.ConfigException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/**
 * What a suite has measured so far, and all that its further steps depend on: whoever goes on from it gets the same
 * figures as without the interruption. Immutable.
 *
 * @param configuration of the suite, its seed and its target, as flat text
 * @param facts what was found out at the start and must not be found out anew, e.g. how long a signature takes
 * @param startedAt names the files and the runs
 * @param published whether what was measured went to Kafka as well
 * @param results by {@link Step#key}
 */
public record Checkpoint(
        Map<String, String> configuration,
        Map<String, String> facts,
        Instant startedAt,
        boolean published,
        Map<String, StepResult> results) {
    private static final int MOST_DIFFERENCES = 5;

    public Checkpoint {
        configuration = Collections.unmodifiableMap(new LinkedHashMap<>(configuration));
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
        results = Collections.unmodifiableMap(new LinkedHashMap<>(results));
    }

    /** Before the first step. */
    public static Checkpoint start(
            Map<String, String> configuration, Map<String, String> facts, Instant startedAt, boolean published) {
        return new Checkpoint(configuration, facts, startedAt, published, Map.of());
    }

    public Checkpoint with(Step step, StepResult result) {
        Map<String, StepResult> more = new LinkedHashMap<>(results);
        more.put(step.key(), result);
        return new Checkpoint(configuration, facts, startedAt, published, more);
    }

    public boolean has(Step step) {
        return results.containsKey(step.key());
    }

    /** Of a curve, by number of nodes; those that are not measured yet are missing. */
    public List<StepResult> of(Curve curve) {
        return curve.steps().stream()
                .map(step -> results.get(step.key()))
                .filter(Objects::nonNull)
                .toList();
    }

    /** @throws ConfigException if this is of another configuration, with what differs */
    public void checkConfiguration(Map<String, String> now) {
        TreeSet<String> keys = new TreeSet<>(configuration.keySet());
        keys.addAll(now.keySet());
        List<String> differences = new ArrayList<>();
        for (String key : keys) {
            String before = configuration.getOrDefault(key, "not set");
            String after = now.getOrDefault(key, "not set");
            if (!before.equals(after)) {
                differences.add(key + " was " + before + " and is " + after);
            }
        }
        if (!differences.isEmpty()) {
            throw new ConfigException("the suite cannot be resumed, its configuration changed: "
                    + String.join(
                            "; ", differences.stream().limit(MOST_DIFFERENCES).toList())
                    + (differences.size() > MOST_DIFFERENCES
                            ? "; and " + (differences.size() - MOST_DIFFERENCES) + " more"
                            : ""));
        }
    }

    /**
     * Of a suite that was not published the steps that are measured are not in Kafka.
     *
     * @param publishes whether what is measured from now on goes to Kafka
     * @throws ConfigException if it does, and what was measured did not
     */
    public void checkPublication(boolean publishes) {
        if (publishes && !published) {
            throw notInKafka("the " + results.size() + " steps that it has measured are not there");
        }
    }

    /** That the suite can be resumed for its files alone. */
    public static ConfigException notInKafka(String reason) {
        return new ConfigException("the suite cannot be resumed in Kafka, because " + reason
                + "; without --resume it begins anew, as another run;"
                + " with --set kafka.bootstrap.servers= it goes on for its files alone");
    }
}
