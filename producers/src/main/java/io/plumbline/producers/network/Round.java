package io.plumbline.producers.network;

import java.util.List;

/**
 * What one round of measurements saw of a peer. Times are of {@link System#nanoTime}.
 *
 * @param connectNanos null if the connection of this round was not made
 * @param connectionsTried this round's own, and one more where the lasting one had to be made anew
 * @param roundTripNanos each as it was; empty if the peer did not answer
 * @param transfers those that arrived whole
 * @param loss null where datagrams were not asked for, or not counted
 * @param failure null if all went well
 */
public record Round(
        PeerAddress peer,
        long startNanos,
        long endNanos,
        Long connectNanos,
        int connectionsTried,
        int connectionsMade,
        List<Long> roundTripNanos,
        List<Transfer> transfers,
        DatagramLoss loss,
        String failure) {
    public Round {
        roundTripNanos = List.copyOf(roundTripNanos);
        transfers = List.copyOf(transfers);
    }
}
