package io.plumbline.producers.importer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** Reads a file line by line; a line that cannot be understood is refused and the next one read. */
final class Lines {
    /** Makes something of one line. */
    interface Taker {
        void take(String line, long number) throws BadValueException;
    }

    private Lines() {}

    static void read(InputStream file, ImportTarget target, Taker taker) throws IOException {
        BufferedReader reader = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8));
        long number = 0;
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            number++;
            String text = number == 1 && line.startsWith("\uFEFF") ? line.substring(1) : line;
            if (!text.isBlank()) {
                try {
                    taker.take(text, number);
                } catch (BadValueException e) {
                    target.refuse(number, e);
                }
            }
        }
    }
}
