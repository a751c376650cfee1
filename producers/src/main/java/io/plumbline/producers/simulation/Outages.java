package io.plumbline.producers.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** When which nodes crash and come back, and which are cut off: the whole plan is known before the start. */
final class Outages {
    private final List<Moment> moments = new ArrayList<>();
    private final Members members;

    /** @param partition its number, or -1 for a crash */
    private record Moment(long at, boolean begins, int partition, List<Integer> nodes) {}

    Outages(Faults faults, Members members, Draws draws) {
        this.members = members;
        int number = 0;
        for (Crash crash : faults.crashes()) {
            List<Integer> nodes = chosen(crash.share(), true, draws.of("crash " + number++));
            add(crash.at().toNanos(), crash.lasting().toNanos(), -1, nodes);
        }
        number = 0;
        for (Partition partition : faults.partitions()) {
            List<Integer> nodes = chosen(partition.share(), false, draws.of("partition " + number));
            add(partition.at().toNanos(), partition.lasting().toNanos(), number++, nodes);
        }
        moments.sort(Comparator.comparingLong(Moment::at));
        planCrashes(0);
    }

    int size() {
        return moments.size();
    }

    long at(int index) {
        return moments.get(index).at;
    }

    /** Lets it happen, and returns the nodes that are back or reach the others again. */
    List<Integer> happen(int index) {
        Moment moment = moments.get(index);
        for (int node : moment.nodes) {
            if (moment.partition >= 0) {
                members.cross(node, moment.partition);
            } else {
                members.setDown(node, moment.begins);
            }
        }
        planCrashes(index + 1);
        return moment.begins ? List.of() : moment.nodes;
    }

    /** The nodes that crash with this moment. */
    List<Integer> crashing(int index) {
        Moment moment = moments.get(index);
        return moment.begins && moment.partition < 0 ? moment.nodes : List.of();
    }

    private void add(long at, long lasting, int partition, List<Integer> nodes) {
        moments.add(new Moment(at, true, partition, nodes));
        moments.add(new Moment(at + lasting, false, partition, nodes));
    }

    private void planCrashes(int from) {
        for (int node = 0; node < members.size(); node++) {
            members.setNextCrash(node, Members.NEVER);
        }
        for (int i = moments.size() - 1; i >= from; i--) {
            for (int node : crashing(i)) {
                members.setNextCrash(node, moments.get(i).at);
            }
        }
    }

    private List<Integer> chosen(double share, boolean correctOnly, Draws draws) {
        int most = (int) Math.floor(share * members.size() + 1e-9);
        return Arrays.stream(draws.permutation(members.size()))
                .filter(node -> !correctOnly || members.isCorrect(node))
                .limit(Math.max(1, most))
                .boxed()
                .toList();
    }
}
