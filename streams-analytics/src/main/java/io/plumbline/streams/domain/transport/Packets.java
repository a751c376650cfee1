package io.plumbline.streams.domain.transport;

import java.util.OptionalDouble;

/** Packets or probes that were sent, and how many of them were lost. */
public record Packets(long sent, long lost) {
    /** @throws IllegalArgumentException if more were lost than sent, or a count is negative */
    public Packets {
        if (lost < 0 || lost > sent) {
            throw new IllegalArgumentException("packetsLost is not within 0 and packetsSent: " + lost);
        }
    }

    Packets plus(Packets other) {
        return new Packets(Sums.saturated(sent, other.sent), Sums.saturated(lost, other.lost));
    }

    /** Lost of sent, 0 to 1; empty when none was sent. */
    public OptionalDouble lossShare() {
        return sent == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) lost / sent);
    }
}
