package io.plumbline.producers.simulation;

import java.time.Duration;
import java.util.Arrays;

/** All counters at one moment. */
final class Reading {
    private final long at;
    private final Counters counters;
    private final long[] doneNanos; // processor time that each node has spent
    private final long inFlight;
    private final long missed;
    private final long refused;
    private final long retransmitted;

    Reading(long at, Counters counters, Processors processors, Sending sending, Receiving receiving) {
        this.at = at;
        this.counters = counters.copy();
        doneNanos = new long[counters.nodes()];
        // What nodes have taken on, less what is still to do.
        Arrays.setAll(doneNanos, node -> counters.get(node, Counters.BUSY_NANOS) - processors.backlogNanos(node, at));
        inFlight = sending.inFlight();
        missed = receiving.missed();
        refused = receiving.refused();
        retransmitted = sending.retransmitted();
    }

    SimulationResult since(Reading before, Tally tally, Processors processors, Duration measured) {
        double seconds = (at - before.at) / 1e9;
        return new SimulationResult(
                tally.latency.count(),
                tally.failed,
                tally.latency.count() / seconds,
                tally.latency.copy(),
                tally.rounds,
                difference(before, Counters.SENT),
                difference(before, Counters.RECEIVED),
                difference(before, Counters.LOST) + missed - before.missed,
                retransmitted - before.retransmitted,
                inFlight - before.inFlight,
                refused - before.refused,
                tally.neededMessages,
                difference(before, Counters.SENT_BYTES),
                cpuShare(before, processors),
                greatestCpuShare(before, processors),
                processors.takeGreatestBytes(),
                tally.safetyViolations,
                tally.viewChanges,
                difference(before, Counters.INVALID_SIGNATURES),
                difference(before, Counters.EQUIVOCATIONS),
                measured);
    }

    NodeInterval interval(int node, Reading before, boolean up, Processors processors) {
        return new NodeInterval(
                node,
                at,
                at - before.at,
                up,
                processors.count(node),
                doneNanos[node] - before.doneNanos[node],
                processors.memoryBytes(node, at),
                difference(before, node, Counters.SENT),
                difference(before, node, Counters.LOST),
                difference(before, node, Counters.RECEIVED),
                difference(before, node, Counters.SENT_BYTES),
                difference(before, node, Counters.RECEIVED_BYTES),
                difference(before, node, Counters.INVALID_SIGNATURES),
                difference(before, node, Counters.EQUIVOCATIONS));
    }

    private double cpuShare(Reading before, Processors processors) {
        double spent = 0;
        double available = 0;
        for (int node = 0; node < doneNanos.length; node++) {
            spent += doneNanos[node] - before.doneNanos[node];
            available += (double) (at - before.at) * processors.count(node);
        }
        return spent / available;
    }

    private double greatestCpuShare(Reading before, Processors processors) {
        double greatest = 0;
        for (int node = 0; node < doneNanos.length; node++) {
            double available = (double) (at - before.at) * processors.count(node);
            greatest = Math.max(greatest, (doneNanos[node] - before.doneNanos[node]) / available);
        }
        return greatest;
    }

    private long difference(Reading before, int counter) {
        return counters.sum(counter) - before.counters.sum(counter);
    }

    private long difference(Reading before, int node, int counter) {
        return counters.get(node, counter) - before.counters.get(node, counter);
    }
}
