package io.plumbline.cli;

import java.io.PrintWriter;
import java.util.HexFormat;

/** Bytes for people: offset, sixteen bytes, and what of them is ASCII. */
final class HexDump {
    private static final int WIDTH = 16;
    /** More than this nobody reads on a screen. */
    private static final int SHOWN = 4_096;

    private static final HexFormat HEX = HexFormat.ofDelimiter(" ");

    private HexDump() {}

    /** @param bytes null: nothing is printed */
    static void print(PrintWriter out, byte[] bytes) {
        if (bytes == null) {
            return;
        }
        int length = Math.min(bytes.length, SHOWN);
        for (int from = 0; from < length; from += WIDTH) {
            int to = Math.min(from + WIDTH, length);
            out.printf("  %08x  %-47s  %s%n", from, HEX.formatHex(bytes, from, to), ascii(bytes, from, to));
        }
        if (bytes.length > SHOWN) {
            out.printf("  ... %d bytes more; --raw FILE writes all of them%n", bytes.length - SHOWN);
        }
    }

    private static String ascii(byte[] bytes, int from, int to) {
        StringBuilder text = new StringBuilder();
        for (int i = from; i < to; i++) {
            text.append(bytes[i] >= ' ' && bytes[i] < 0x7f ? (char) bytes[i] : '.');
        }
        return text.toString();
    }
}
