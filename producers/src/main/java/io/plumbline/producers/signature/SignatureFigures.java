package io.plumbline.producers.signature;

import io.plumbline.producers.figure.Distribution;

/**
 * What one algorithm costs, as it was measured. Times are in nanoseconds.
 *
 * @param implementation whose code, with its version
 * @param publicKeyBytes of the key itself
 * @param signatureBytes of one signature
 * @param messageBytes length of what was signed
 * @param source where and when it was measured
 */
public record SignatureFigures(
        String algorithm,
        boolean postQuantum,
        String implementation,
        int publicKeyBytes,
        int signatureBytes,
        int messageBytes,
        Distribution generateNanos,
        Distribution signNanos,
        Distribution verifyNanos,
        String source) {
    /** What it adds to one round of consensus among {@code nodes}. */
    public RoundCost round(int nodes, int phases) {
        return RoundCost.of(
                nodes, phases, signNanos.mean().value(), verifyNanos.mean().value(), signatureBytes);
    }
}
