package io.plumbline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;

/** Files that pin what must not change unnoticed. {@code -Dgolden.update} rewrites them. */
public final class Golden {
    private Golden() {}

    public static boolean isUpdate() {
        return System.getProperty("golden.update") != null;
    }

    /** Compares text with a file of src/test/resources/golden. */
    public static void check(String name, String text) {
        Path file = Path.of("src/test/resources/golden", name);
        try {
            if (isUpdate()) {
                Files.writeString(file, text);
            }
            assertThat(text)
                    .as("%s (after a wanted change: -Dgolden.update)", name)
                    .isEqualTo(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Bytes as a hex dump, 16 to a line. */
    public static String hex(byte[] bytes) {
        return HexFormat.ofDelimiter(" ").formatHex(bytes).replaceAll("((?:.. ){15}..) ", "$1\n") + "\n";
    }
}
