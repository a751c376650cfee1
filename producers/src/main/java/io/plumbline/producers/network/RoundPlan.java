package io.plumbline.producers.network;

import io.plumbline.settings.Settings;
import java.time.Duration;
import java.util.List;

/**
 * What is measured of a peer again and again.
 *
 * @param interval between the starts of two rounds
 * @param pings in a round, evenly over the first half of its interval
 * @param transferBytes each way in a round; 0: none, for a link that has no room for it
 * @param datagrams in a round, at most 1,000 a second; 0: none
 * @param timeout for connections and answers
 */
public record RoundPlan(Duration interval, int pings, long transferBytes, int datagrams, Duration timeout) {
    public static final RoundPlan DEFAULT =
            new RoundPlan(Duration.ofSeconds(1), 10, 1_000_000, 100, Duration.ofSeconds(2));

    static final int DATAGRAM_BYTES = 200;
    static final double DATAGRAMS_PER_SECOND = 1_000;

    public RoundPlan {
        Settings.check(
                interval.compareTo(Duration.ofMillis(100)) >= 0,
                "network.interval must be at least 100ms: " + interval);
        Settings.check(pings >= 1 && pings <= 1_000, "network.pings must be within 1 and 1000, was " + pings);
        Settings.check(transferBytes >= 0, "network.transfer.bytes must not be negative, was " + transferBytes);
        Settings.check(
                datagrams >= 0 && datagrams <= 100_000, "network.datagrams must be within 0 and 100000: " + datagrams);
        Settings.check(timeout.toMillis() >= 1, "network.timeout must be at least 1ms, was " + timeout);
    }

    public static RoundPlan from(Settings settings) {
        return new RoundPlan(
                settings.duration("network.interval", DEFAULT.interval),
                settings.integer("network.pings", DEFAULT.pings),
                settings.number("network.transfer.bytes", DEFAULT.transferBytes),
                settings.integer("network.datagrams", DEFAULT.datagrams),
                settings.duration("network.timeout", DEFAULT.timeout));
    }

    /** {@code network.peers}: those that a node measures; none by default. */
    public static List<PeerAddress> peers(Settings settings) {
        return settings.list("network.peers", List.of()).stream()
                .filter(peer -> !peer.isEmpty())
                .map(PeerAddress::of)
                .toList();
    }
}
