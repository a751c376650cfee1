package io.plumbline.e2e.faults.proxy;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/**
 * Finds commits in what a client of PostgreSQL sends (protocol 3, without TLS): {@code COMMIT} as a simple query, as an
 * unnamed statement, or as a statement that was prepared earlier. Other protocols have none. Not thread-safe.
 */
final class Commits {
    private static final int HEAD = 5; // a type and the length, which counts itself
    private static final int KEPT = 256; // of each message; names and a COMMIT are shorter

    private final byte[] message = new byte[HEAD + KEPT];
    private final Set<String> prepared = new HashSet<>();
    private int kept = 1; // the first message has no type
    private long left = -1;

    /** Takes the next piece. Returns whether a message ends in it that makes the server commit. */
    boolean in(byte[] piece, int length) {
        boolean found = false;
        for (int i = 0; i < length; i++) {
            take(piece[i]);
            if (left == 0) {
                found |= commits();
                kept = 0;
                left = -1;
            }
        }
        return found;
    }

    private void take(byte one) {
        if (kept < message.length) {
            message[kept++] = one;
        }
        if (left > 0) {
            left--;
        } else if (kept == HEAD) {
            left = Math.max(0, length() - 4);
        }
    }

    private int length() {
        return (message[1] & 0xff) << 24 | (message[2] & 0xff) << 16 | (message[3] & 0xff) << 8 | (message[4] & 0xff);
    }

    private boolean commits() {
        char type = (char) message[0];
        String body = new String(message, HEAD, kept - HEAD, StandardCharsets.ISO_8859_1);
        String[] texts = body.split("\0", 3);
        return switch (type) {
            case 'Q' -> isCommit(texts[0]);
            case 'P' -> {
                prepare(texts[0], texts.length > 1 ? texts[1] : "");
                yield false; // it runs when it is bound
            }
            case 'B' -> texts.length > 1 && prepared.contains(texts[1]);
            default -> false;
        };
    }

    private void prepare(String name, String sql) {
        if (isCommit(sql)) {
            prepared.add(name);
        } else {
            prepared.remove(name);
        }
    }

    private static boolean isCommit(String sql) {
        return sql.strip().equalsIgnoreCase("COMMIT");
    }
}
