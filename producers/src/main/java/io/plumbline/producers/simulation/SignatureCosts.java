package io.plumbline.producers.simulation;

import io.plumbline.settings.Settings;

/**
 * What signatures cost a node. There is no default: the figures are measured, and are part of the configuration so that
 * a run can be repeated.
 *
 * @param algorithm name of the signature scheme
 * @param signNanos processor time to sign one message
 * @param verifyNanos processor time to verify one signature
 * @param signatureBytes what one signature adds to a message
 * @param source where and when it was measured, for the reader of a result
 */
public record SignatureCosts(String algorithm, long signNanos, long verifyNanos, int signatureBytes, String source) {
    public SignatureCosts {
        Settings.check(!algorithm.isBlank(), "signature costs need the name of their algorithm");
        Settings.check(
                signNanos >= 0 && verifyNanos >= 0 && signatureBytes >= 0,
                "signature costs must not be negative: sign " + signNanos + " ns, verify " + verifyNanos + " ns, "
                        + signatureBytes + " bytes");
        Settings.check(!source.isBlank(), "signature costs need the source of their figures");
    }
}
