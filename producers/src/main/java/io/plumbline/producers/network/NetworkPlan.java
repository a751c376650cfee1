package io.plumbline.producers.network;

import io.plumbline.settings.Settings;
import java.time.Duration;
import java.util.List;

/**
 * What a benchmark of the network to one peer does.
 *
 * @param sizes of the transfers, in bytes
 * @param streams connections that carry a transfer of that size each, at once
 * @param repeats of each transfer in each direction; five are the fewest with an interval
 * @param time for round trips, and again for connections
 * @param idleConnections opened to see what each costs; 0: none
 * @param datagrams sent to see how many are lost; 0: none
 * @param datagramsPerSecond at which rate
 * @param datagramBytes of each
 */
public record NetworkPlan(
        List<Long> sizes,
        int streams,
        int repeats,
        Duration time,
        int idleConnections,
        int datagrams,
        double datagramsPerSecond,
        int datagramBytes) {
    private static final int MOST_CONNECTIONS = 10_000;
    private static final int MOST_STREAMS = 64;
    private static final int LONGEST_DATAGRAM = 65_000;

    public NetworkPlan {
        sizes = List.copyOf(sizes);
        Settings.check(sizes.stream().allMatch(size -> size > 0), "sizes must be positive, were " + sizes);
        Settings.check(
                streams >= 1 && streams <= MOST_STREAMS,
                "streams must be within 1 and " + MOST_STREAMS + ", was " + streams);
        Settings.check(repeats >= 1 && repeats <= 1_000, "repeats must be within 1 and 1000, was " + repeats);
        Settings.check(time.compareTo(Duration.ofMillis(50)) >= 0, "the time must be at least 50ms, was " + time);
        Settings.check(
                idleConnections >= 0 && idleConnections <= MOST_CONNECTIONS,
                "idle connections must be within 0 and " + MOST_CONNECTIONS + ", was " + idleConnections);
        Settings.check(
                datagrams >= 0 && datagrams <= DatagramLoss.MOST,
                "datagrams must be within 0 and " + DatagramLoss.MOST + ", was " + datagrams);
        Settings.check(datagramsPerSecond > 0, "the rate of datagrams must be positive, was " + datagramsPerSecond);
        Settings.check(
                datagramBytes >= DatagramReceiver.HEADER && datagramBytes <= LONGEST_DATAGRAM,
                "a datagram has 12 to " + LONGEST_DATAGRAM + " bytes, was " + datagramBytes);
    }
}
