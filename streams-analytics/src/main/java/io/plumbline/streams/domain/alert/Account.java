package io.plumbline.streams.domain.alert;

import io.plumbline.streams.domain.window.Series;
import java.util.ArrayList;
import java.util.List;

/** What is known of one system and run as a whole. Mutable; one thread owns it. */
public final class Account {
    private Population population = Population.UNKNOWN;
    private final List<String> incidents;
    private int open;
    private boolean crowded;
    private long heardMillis;

    /** @param run empty: continuous operation */
    public record Key(String system, String run) {
        static Key of(Series series) {
            return new Key(series.system(), series.run());
        }
    }

    /**
     * An account's parts.
     *
     * @param incidents ids of those that are remembered, in the order of their beginning
     * @param open alerts that are open
     * @param crowded whether alerts were refused since there were less than the limit
     */
    public record State(Population population, List<String> incidents, int open, boolean crowded, long heardMillis) {}

    Account() {
        incidents = new ArrayList<>();
    }

    public Account(State state) {
        population = state.population;
        incidents = new ArrayList<>(state.incidents);
        open = state.open;
        crowded = state.crowded;
        heardMillis = state.heardMillis;
    }

    public State state() {
        return new State(population, List.copyOf(incidents), open, crowded, heardMillis);
    }

    /** Only windows over all nodes tell how many there are. */
    void see(Sighting sighting, long nowMillis) {
        if (sighting.series().node().isEmpty()) {
            population = population.see(sighting.nodeCount(), sighting.atMicros());
        }
        heardMillis = nowMillis;
    }

    int nodesKnown() {
        return population.nodes();
    }

    List<String> incidents() {
        return incidents;
    }

    int open() {
        return open;
    }

    void opened() {
        open++;
    }

    void closed() {
        open--;
        crowded = false;
    }

    /** An alert was refused. Returns whether it is the first one since there was room. */
    boolean crowd() {
        boolean first = !crowded;
        crowded = true;
        return first;
    }

    boolean isCrowded() {
        return crowded;
    }

    boolean isForgotten(long memoryMillis, long nowMillis) {
        return open == 0 && incidents.isEmpty() && nowMillis - heardMillis > memoryMillis;
    }
}
