package io.plumbline.producers.scale;

import io.plumbline.settings.ConfigException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The suites that come with Plumbline, as files of the same form as anybody's own. */
public final class Suites {
    /** Of one family each; {@value #ALL} is all of them but the demo. */
    public static final List<String> NAMES =
            List.of("quick", "comprehensive", "network", "resources", "topology", "byzantine", "extreme");

    public static final String ALL = "all";

    private Suites() {}

    /** @param name one of {@link #NAMES}, {@value #ALL}, or a file */
    public static List<ScalingTest> find(String name) {
        if (name.equals(ALL)) {
            return NAMES.stream()
                    .skip(1)
                    .flatMap(family -> named(family).stream())
                    .toList();
        }
        if (NAMES.contains(name)) {
            return named(name);
        }
        if (!Files.exists(Path.of(name))) {
            throw new ConfigException(
                    name + " is neither a file nor one of the suites " + String.join(", ", NAMES) + ", " + ALL);
        }
        return SuiteFile.read(Path.of(name));
    }

    private static List<ScalingTest> named(String family) {
        String resource = family + ".yaml";
        try (InputStream stream = Suites.class.getResourceAsStream(resource)) {
            return SuiteFile.parse(resource, new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + resource, e);
        }
    }
}
