package io.plumbline.e2e.faults.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What the agents' producers wrote down. */
public final class Ledger {
    private Ledger() {}

    /** All files of a directory; a last line without an end was cut by the kill and is no acknowledgement. */
    public static List<Acknowledged> read(Path directory) throws IOException {
        List<Acknowledged> result = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.sorted().toList()) {
                String text = Files.readString(file, UTF_8);
                text.substring(0, text.lastIndexOf('\n') + 1)
                        .lines()
                        .map(Acknowledged::parse)
                        .forEach(result::add);
            }
        }
        return result;
    }
}
