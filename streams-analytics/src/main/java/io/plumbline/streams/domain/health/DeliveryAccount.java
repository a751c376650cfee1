package io.plumbline.streams.domain.health;

import java.util.Optional;

/**
 * What had been lost of one boot's measurements when it was last judged. The account of a boot only grows; what it says
 * of now is the difference.
 *
 * @param next measurements of which anything was known
 * @param lost of these, those that did not arrive, whether declared as dropped or not
 * @param atMicros when that was counted
 */
public record DeliveryAccount(long next, long lost, long atMicros) {
    public DeliveryAccount {
        if (next < 0 || lost < 0 || lost > next) {
            throw new IllegalArgumentException("of " + next + " measurements, " + lost + " cannot be lost");
        }
    }

    /** Before a boot's first measurement. */
    public static DeliveryAccount beginning(long atMicros) {
        return new DeliveryAccount(0, 0, atMicros);
    }

    /**
     * Judges what came since then. Gaps may fill: what arrived after all makes the later loss no greater.
     *
     * @param now the newest account of the same boot
     * @return empty if nothing came
     */
    public Optional<Reason> judge(String node, DeliveryAccount now, Limits limits) {
        long measurements = now.next - next;
        if (measurements <= 0) {
            return Optional.empty();
        }
        long missing = Math.max(0, Math.min(measurements, now.lost - lost));
        double share = (double) missing / measurements;
        String text = missing + " of " + measurements + " measurements did not arrive (" + Unit.SHARE.text(share) + ")";
        return Optional.of(new Aspect(node, Components.MEASUREMENT, Code.MISSING, "")
                .judged(new Period(atMicros, now.atMicros - atMicros), limits, share, Unit.SHARE, text));
    }
}
