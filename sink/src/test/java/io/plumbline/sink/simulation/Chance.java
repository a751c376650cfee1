package io.plumbline.sink.simulation;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Supplier;

/** All that is random in one schedule, from one seed; it counts what it let happen, and remembers it if asked to. */
final class Chance {
    private final SplittableRandom random;
    private final boolean tracing;
    private final List<String> trace = new ArrayList<>();
    final Map<Fault, Integer> hits = new EnumMap<>(Fault.class);
    /** Calls of ports at which an instance crashed or was suspended. */
    final Map<String, Integer> interrupted = new TreeMap<>();
    /** Nothing goes wrong by chance any more. */
    boolean calm;

    Chance(long seed, boolean tracing) {
        this.random = new SplittableRandom(seed);
        this.tracing = tracing;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    double next() {
        return random.nextDouble();
    }

    boolean oneIn(int many) {
        return random.nextInt(many) == 0;
    }

    <T> T of(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** Whether a fault strikes now, which it does once in so many times. */
    boolean strikes(Fault fault, int oneIn) {
        boolean strikes = !calm && random.nextInt(oneIn) == 0;
        if (strikes) {
            count(fault);
        }
        return strikes;
    }

    void count(Fault fault) {
        hits.merge(fault, 1, Integer::sum);
        say(() -> "  ! " + fault);
    }

    void say(Supplier<String> event) {
        if (tracing) {
            trace.add(event.get());
        }
    }

    String trace() {
        return String.join("\n", trace);
    }
}
