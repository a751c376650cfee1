package io.plumbline.producers.importer;

import java.io.BufferedInputStream;
import java.io.IOException;

/** Tells formats apart by how they begin. */
final class FirstByte {
    private static final int LOOKED_AT = 4_096;

    private FirstByte() {}

    /** The first byte that is no blank and no byte order mark, without taking it; 0 if there is none. */
    static int of(BufferedInputStream file) throws IOException {
        file.mark(LOOKED_AT);
        try {
            for (int i = 0; i < LOOKED_AT; i++) {
                int next = file.read();
                if (next < 0) {
                    return 0;
                }
                if (next > ' ' && next < 0x80) {
                    return next;
                }
            }
            return 0;
        } finally {
            file.reset();
        }
    }
}
