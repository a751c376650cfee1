package io.plumbline.streams.domain.health;

/**
 * How long the roll-up waits for what.
 *
 * @param expiryMillis a finding older than this when it comes says nothing of now
 * @param recoveryWindows so many better findings in a row end a bad status
 * @param forgetMillis what was not heard of for so long is forgotten
 * @param intervalMillis longest time between two reports of the same
 */
public record Patience(long expiryMillis, int recoveryWindows, long forgetMillis, long intervalMillis) {
    boolean isHistory(Finding finding, long nowMillis) {
        return nowMillis - finding.reason().period().endMicros() / 1_000 > expiryMillis;
    }
}
