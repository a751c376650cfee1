package io.plumbline.producers.network;

import java.util.BitSet;

/** Counts numbered datagrams as they come: each number once, and which of them came late. Not thread-safe. */
final class SequenceTally {
    private final BitSet seen;
    private final int count;
    private int next; // the least number that would still be in order
    private long duplicates;
    private long reordered;

    /** @param count numbers are from 0 to this, exclusive; others are not counted */
    SequenceTally(int count) {
        this.count = count;
        seen = new BitSet(count);
    }

    void add(int number) {
        if (number < 0 || number >= count) {
            return;
        }
        if (seen.get(number)) {
            duplicates++;
            return;
        }
        seen.set(number);
        if (number < next) {
            reordered++;
        } else {
            next = number + 1;
        }
    }

    Received received(Long kernelDrops) {
        return new Received(seen.cardinality(), duplicates, reordered, kernelDrops);
    }

    /** What the receiver knows; how many were sent only the sender does. */
    record Received(long distinct, long duplicates, long reordered, Long kernelDrops) {
        String line() {
            return "COUNT " + distinct + " " + duplicates + " " + reordered + " "
                    + (kernelDrops == null ? "-" : kernelDrops);
        }

        static Received of(String[] words) {
            return new Received(
                    Long.parseLong(words[1]),
                    Long.parseLong(words[2]),
                    Long.parseLong(words[3]),
                    words[4].equals("-") ? null : Long.valueOf(words[4]));
        }

        DatagramLoss outOf(long sent) {
            return new DatagramLoss(sent, distinct, duplicates, reordered, kernelDrops);
        }
    }
}
