package io.plumbline.producers.simulation;

import io.plumbline.settings.Settings;
import java.util.List;
import java.util.stream.Stream;

/**
 * What goes wrong.
 *
 * @param byzantineRatio share of Byzantine nodes: the greatest whole number that is not above this share of all nodes
 * @param behaviours dealt to them in turn
 * @param crashes of correct nodes
 * @param partitions of the network
 */
public record Faults(
        double byzantineRatio, List<Behaviour> behaviours, List<Crash> crashes, List<Partition> partitions) {
    public static final Faults NONE = byzantine(0);

    /** How many crashes and partitions together one run can have: each changes the routes twice. */
    static final int MOST_OUTAGES = 7;

    public Faults {
        behaviours = List.copyOf(behaviours);
        crashes = List.copyOf(crashes);
        partitions = List.copyOf(partitions);
        Settings.check(
                byzantineRatio >= 0 && byzantineRatio <= 1,
                "the share of Byzantine nodes must be within 0 and 1, was " + byzantineRatio);
        Settings.check(byzantineRatio == 0 || !behaviours.isEmpty(), "Byzantine nodes need a behaviour");
        Settings.check(
                crashes.size() + partitions.size() <= MOST_OUTAGES,
                "at most " + MOST_OUTAGES + " crashes and partitions can be simulated in one run");
    }

    /**
     * Nodes that keep their votes from the others: half of them silent, half with signatures that do not verify. From
     * the first node above f = floor((nodes - 1) / 3) on nothing is decided any more.
     */
    public static Faults byzantine(double ratio) {
        return byzantine(ratio, Behaviour.SILENT, Behaviour.INVALID_SIGNATURES);
    }

    public static Faults byzantine(double ratio, Behaviour... behaviours) {
        return new Faults(ratio, List.of(behaviours), List.of(), List.of());
    }

    public Faults withCrash(Crash crash) {
        return new Faults(byzantineRatio, behaviours, append(crashes, crash), partitions);
    }

    public Faults withPartition(Partition partition) {
        return new Faults(byzantineRatio, behaviours, crashes, append(partitions, partition));
    }

    boolean hasOutages() {
        return !crashes.isEmpty() || !partitions.isEmpty();
    }

    int byzantineNodes(int nodes) {
        return (int) Math.floor(byzantineRatio * nodes + 1e-9); // .29 * 100 is 28.999...
    }

    private static <T> List<T> append(List<T> list, T item) {
        return Stream.concat(list.stream(), Stream.of(item)).toList();
    }
}
