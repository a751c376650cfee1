package io.plumbline.producers.exercise;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.Random;
import java.util.function.LongSupplier;
import java.util.zip.Deflater;

/** Work that takes a processor, in equal rounds: so many times the rounds take so many times as long. */
public enum Work {
    /** SHA-256 of 4 KiB, 100 times. */
    HASH(100) {
        @Override
        LongSupplier round() {
            byte[] block = bytes(4_096);
            MessageDigest digest = sha256();
            return () -> digest.digest(block)[0];
        }
    },
    /** Sorting 1,024 numbers by their digits, 50 times. */
    SORT(50) {
        @Override
        LongSupplier round() {
            int[] shuffled = new Random(SEED).ints(1_024, 0, Integer.MAX_VALUE).toArray();
            DigitSort sort = new DigitSort(shuffled.length);
            return () -> sort.sorted(shuffled)[0];
        }
    },
    /** Compressing 1 KiB that cannot be compressed, 20 times. */
    COMPRESS(20) {
        @Override
        LongSupplier round() {
            byte[] block = bytes(1_024);
            byte[] compressed = new byte[2 * block.length];
            Deflater deflater = new Deflater(Deflater.BEST_SPEED);
            return () -> {
                deflater.reset();
                deflater.setInput(block);
                deflater.finish();
                return deflater.deflate(compressed);
            };
        }
    };

    private static final long SEED = 1;

    private final int rounds;

    Work(int rounds) {
        this.rounds = rounds;
    }

    /** As an operation is called. */
    public String operation() {
        return "exercise." + name().toLowerCase(Locale.ROOT);
    }

    /** Rounds of an operation that has {@code factor} times the usual work. */
    int rounds(double factor) {
        return (int) Math.round(rounds * factor);
    }

    /** A round with its own data, for one thread; its result is to be used, so that it cannot be left out. */
    abstract LongSupplier round();

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(SEED).nextBytes(bytes);
        return bytes;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
