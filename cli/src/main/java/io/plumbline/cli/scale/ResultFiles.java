package io.plumbline.cli.scale;

import io.plumbline.reports.Json;
import io.plumbline.settings.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The files of curves, in one directory: {@code scaling_test_<name>_<yyyymmdd_hhmmss>.json} and {@code .csv}. */
record ResultFiles(Path directory) {
    private static final String PREFIX = "scaling_test_";

    /** @throws ConfigException if there is no such directory and none can be made */
    static ResultFiles in(Path directory) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new ConfigException("cannot make the directory " + directory + ": " + e);
        }
        return new ResultFiles(directory);
    }

    Path checkpoint(String suite) {
        return directory.resolve(PREFIX + suite + ".checkpoint.json");
    }

    /** @return both, the JSON file first */
    List<Path> write(CurveReport curve, Provenance provenance) {
        String name = PREFIX + provenance.run(curve.curve());
        return List.of(
                write(name + ".json", Json.of(ScaleDocument.of(curve, provenance)) + "\n"),
                write(name + ".csv", CurveCsv.of(curve, provenance.origin())));
    }

    private Path write(String name, String text) {
        Path file = directory.resolve(name);
        try {
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new ConfigException("cannot write " + file + ": " + e);
        }
    }
}
