package io.plumbline.streams.domain.transport;

/**
 * Classes of networks by a measured throughput in one direction, in bits per second. The limits are the line rates at
 * which networks are sold; a tier begins at the limit of the one before.
 */
public enum NetworkTier {
    SLOW(100e6),
    HOME(1e9),
    STANDARD(2.5e9),
    PERFORMANCE(10e9),
    ENTERPRISE(25e9),
    DATA_CENTER(Double.POSITIVE_INFINITY);

    private final double limitBitsPerSecond;

    NetworkTier(double limitBitsPerSecond) {
        this.limitBitsPerSecond = limitBitsPerSecond;
    }

    public static NetworkTier of(double bitsPerSecond) {
        for (NetworkTier tier : values()) {
            if (bitsPerSecond < tier.limitBitsPerSecond) {
                return tier;
            }
        }
        return DATA_CENTER;
    }
}
