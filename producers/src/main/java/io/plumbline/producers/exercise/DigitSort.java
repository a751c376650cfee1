package io.plumbline.producers.exercise;

import java.util.Arrays;

/**
 * Sorts numbers digit by digit, from the last one on. It decides nothing: how long a sort by comparison takes depends on what
 * the processor remembers of its decisions, and others make it forget.
 */
final class DigitSort {
    private static final int BITS = 8;
    private static final int DIGITS = 1 << BITS;

    private final int[] ends = new int[DIGITS];
    private int[] sorted;
    private int[] next;

    DigitSort(int size) {
        sorted = new int[size];
        next = new int[size];
    }

    /** A sorted copy of {@code numbers}, of which none is negative; valid until the next call. */
    int[] sorted(int[] numbers) {
        System.arraycopy(numbers, 0, sorted, 0, sorted.length);
        for (int shift = 0; shift < Integer.SIZE; shift += BITS) {
            sortBy(shift);
        }
        return sorted;
    }

    /** By one digit; equal ones stay in their order. */
    private void sortBy(int shift) {
        Arrays.fill(ends, 0);
        for (int number : sorted) {
            ends[number >>> shift & DIGITS - 1]++;
        }
        for (int digit = 1; digit < DIGITS; digit++) {
            ends[digit] += ends[digit - 1];
        }
        for (int i = sorted.length - 1; i >= 0; i--) {
            next[--ends[sorted[i] >>> shift & DIGITS - 1]] = sorted[i];
        }
        int[] before = sorted;
        sorted = next;
        next = before;
    }
}
