package io.plumbline.producers.network;

import java.util.SplittableRandom;

/** What is sent to measure throughput: random bytes, so that nothing on the way can compress them. */
final class Payload {
    private static final int LENGTH = 1 << 17;

    /** Sent again and again; not to be changed. */
    static final byte[] BLOCK = block();

    private Payload() {}

    private static byte[] block() {
        byte[] block = new byte[LENGTH];
        new SplittableRandom(1).nextBytes(block);
        return block;
    }
}
