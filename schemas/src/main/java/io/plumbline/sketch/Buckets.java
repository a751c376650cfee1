package io.plumbline.sketch;

/**
 * The bucket layout of scheme 6: a value's bucket is the upper bits of its IEEE 754 double, so that each power of two is
 * cut into 64 equal parts. No table and no logarithm: one shift finds the bucket.
 *
 * <p>Every value of a bucket is within {@value #RELATIVE_ERROR} (2^-7) of its {@link #middle}. Values below 1 share the
 * bucket just below that of 1: choose a unit in which 1 is too small to matter (nanoseconds, bytes, millionths).
 */
public final class Buckets {
    /** Bits of the mantissa that count: 64 buckets for each power of two. Also the name of this scheme on the wire. */
    public static final int SUB_BITS = 6;

    /** Greatest distance of a value from its bucket's middle, relative to the value: half of 1/64. */
    public static final double RELATIVE_ERROR = 1.0 / (2 << SUB_BITS);

    /** Values must be less than this, 2^63: what a count of nanoseconds or bytes in a {@code long} can reach. */
    public static final double VALUE_LIMIT = 0x1p63;

    /** The bucket of all values below 1. */
    public static final int LOWEST = (Double.MAX_EXPONENT << SUB_BITS) - 1;

    /** The bucket of the greatest values. */
    public static final int HIGHEST = bucketOf(Math.nextDown(VALUE_LIMIT));

    private static final int SHIFT = 52 - SUB_BITS;

    private Buckets() {}

    /** The bucket of {@code value}, which must be at least 0 and less than {@link #VALUE_LIMIT}. */
    public static int bucketOf(double value) {
        return value < 1 ? LOWEST : (int) (Double.doubleToRawLongBits(value) >>> SHIFT);
    }

    /** The least value of a bucket. */
    public static double lower(int bucket) {
        return bucket == LOWEST ? 0 : Double.longBitsToDouble((long) bucket << SHIFT);
    }

    /** The value that stands for a bucket. */
    public static double middle(int bucket) {
        return (lower(bucket) + lower(bucket + 1)) / 2;
    }
}
