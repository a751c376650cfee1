package io.plumbline.streams.domain.alert;

/**
 * How long alerts wait, and how many there may be.
 *
 * @param holdMicros for how long everything must be back before an alert is resolved
 * @param expiryMillis after how much silence an open alert is resolved; 0: never
 * @param memoryMillis for how long what has ended is remembered
 * @param togetherMicros onsets that are no further apart belong to one incident
 * @param openLimit alerts of one system and run that can be open at once
 */
public record AlertRules(long holdMicros, long expiryMillis, long memoryMillis, long togetherMicros, int openLimit) {
    private static final int CHAIN = 10;

    /** How far from its first onset an incident can reach, alert by alert. */
    long reachMicros() {
        return CHAIN * togetherMicros;
    }

    boolean isSilent(long heardMillis, long nowMillis) {
        return expiryMillis > 0 && nowMillis - heardMillis >= expiryMillis;
    }
}
