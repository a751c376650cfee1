package io.plumbline.producers.receive;

import io.plumbline.settings.Settings;
import java.time.Duration;

/**
 * What senders may ask of a receiver.
 *
 * @param body bytes of a request, unpacked
 * @param requests that are read and published at once
 * @param readTimeout until all of a request must have come
 * @param maxAge events and intervals that ended longer ago are refused: their windows cannot be corrected any more
 * @param nodes how many senders are told apart
 * @param operations how many names of operations are told apart; what is beyond is {@code (overflow)}
 */
public record ReceiveLimits(int body, int requests, Duration readTimeout, Duration maxAge, int nodes, int operations) {
    private static final int MOST_REQUESTS = 1_024;

    public ReceiveLimits {
        Settings.check(body > 0, "receive.body.limit must be positive, was " + body);
        Settings.check(
                requests > 0 && requests <= MOST_REQUESTS,
                "receive.requests must be within 1 and " + MOST_REQUESTS + ", was " + requests);
        Settings.check(readTimeout.toMillis() >= 1, "receive.read.timeout must be at least 1ms, was " + readTimeout);
        Settings.check(nodes > 0, "receive.node.limit must be positive, was " + nodes);
        Settings.check(operations > 0, "receive.operation.limit must be positive, was " + operations);
    }

    public static ReceiveLimits from(Settings settings) {
        return new ReceiveLimits(
                settings.integer("receive.body.limit", 4 << 20),
                settings.integer("receive.requests", 16),
                settings.duration("receive.read.timeout", Duration.ofSeconds(10)),
                settings.duration("receive.max.age", Duration.ofMinutes(2)),
                settings.integer("receive.node.limit", 1_000),
                settings.integer("receive.operation.limit", 4_096));
    }
}
