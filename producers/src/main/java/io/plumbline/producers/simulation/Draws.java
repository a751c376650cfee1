package io.plumbline.producers.simulation;

/**
 * Random numbers that depend on what they are for, not on when they are drawn: the delay of one message over one link
 * is the same in two runs with the same seed, whatever else differs between them (common random numbers). So two
 * configurations are compared under the same luck.
 */
record Draws(long seed) {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    /** 64 random bits for this purpose (the finaliser of SplitMix64, Steele, Lea and Flood 2014, twice). */
    long bits(long purpose) {
        return mix(mix(purpose * GOLDEN + seed) + GOLDEN);
    }

    /** Uniform in [0, 1). */
    double uniform(long purpose) {
        return (bits(purpose) >>> 11) * 0x1p-53;
    }

    /** Another source for another kind of purposes. */
    Draws of(String kind) {
        return new Draws(mix(seed + GOLDEN * kind.hashCode()));
    }

    /** The numbers from 0 up to {@code n}, in random order. */
    int[] permutation(int n) {
        int[] result = new int[n];
        for (int i = 0; i < n; i++) {
            int j = (int) (uniform(i) * (i + 1));
            result[i] = result[j];
            result[j] = i;
        }
        return result;
    }

    static long mix(long z) {
        long mixed = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
