package io.plumbline.producers.host;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.OptionalLong;

/**
 * The text of one of the small files in which Linux tells its figures, and a place in it. It is read again and again into
 * the same memory, and figures are taken from the bytes: an agent looks many times a second. For one thread.
 */
public final class ProcText {
    private static final int ENOUGH_FOR_MOST = 4_096;

    private byte[] bytes = new byte[ENOUGH_FOR_MOST];
    private int length;
    private int at;

    public static ProcText of(String text) {
        ProcText result = new ProcText();
        result.bytes = text.getBytes(UTF_8);
        result.length = result.bytes.length;
        return result;
    }

    /** Reads all of {@code file}, and stands at its beginning; false if it is not there or hidden from us. */
    public boolean read(Path file) {
        length = 0;
        at = 0;
        try (InputStream in = new FileInputStream(file.toString())) {
            for (int read = in.read(bytes); read > 0; read = in.read(bytes, length, bytes.length - length)) {
                length += read;
                if (length == bytes.length) {
                    bytes = Arrays.copyOf(bytes, 2 * length);
                }
            }
            return true;
        } catch (IOException e) {
            length = 0;
            return false;
        }
    }

    /** The number behind {@code label}, which begins a line; null if there is no such line. */
    public Long value(String label) {
        for (at = 0; at < length; nextLine()) {
            if (startsWith(label)) {
                at += label.length();
                OptionalLong number = number();
                return number.isPresent() ? number.getAsLong() : null;
            }
        }
        return null;
    }

    /** The same of a line that counts in kB, as bytes. */
    public Long bytes(String label) {
        Long kibibytes = value(label);
        return kibibytes == null ? null : Long.valueOf(kibibytes << 10);
    }

    /** Goes to the next line; false at the end. */
    boolean nextLine() {
        while (at < length && bytes[at] != '\n') {
            at++;
        }
        at++;
        return at < length;
    }

    /** The number that stands here, after blanks; nothing if something else does. */
    public OptionalLong number() {
        blanks();
        int start = at;
        long number = 0;
        while (at < length && bytes[at] >= '0' && bytes[at] <= '9') {
            number = number * 10 + bytes[at++] - '0';
        }
        return at == start ? OptionalLong.empty() : OptionalLong.of(number);
    }

    /** The characters up to a blank, the line's end or {@code end}, which is passed over. */
    public String word(char end) {
        blanks();
        int start = at;
        while (at < length && bytes[at] > ' ' && bytes[at] != end) {
            at++;
        }
        String word = new String(bytes, start, at - start, UTF_8);
        at++;
        return word;
    }

    /** Passes over so many words. */
    public ProcText skip(int words) {
        for (int i = 0; i < words; i++) {
            blanks();
            while (at < length && bytes[at] > ' ') {
                at++;
            }
        }
        return this;
    }

    /** Goes behind the last {@code mark} of the text. */
    public ProcText behindLast(char mark) {
        for (at = length; at > 0 && bytes[at - 1] != mark; ) {
            at--;
        }
        return this;
    }

    /** All of it, as text. */
    @Override
    public String toString() {
        return new String(bytes, 0, length, UTF_8);
    }

    private boolean startsWith(String label) {
        if (length - at < label.length()) {
            return false;
        }
        for (int i = 0; i < label.length(); i++) {
            if (bytes[at + i] != label.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private void blanks() {
        while (at < length && (bytes[at] == ' ' || bytes[at] == '\t')) {
            at++;
        }
    }
}
