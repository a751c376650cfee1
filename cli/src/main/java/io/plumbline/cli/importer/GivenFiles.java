package io.plumbline.cli.importer;

import io.plumbline.producers.importer.ImportFiles;
import io.plumbline.settings.ConfigException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;

/**
 * The files that a command names. {@code -} is standard input, kept in a file meanwhile: an import reads all twice, first
 * for the name that follows from it.
 */
final class GivenFiles implements AutoCloseable {
    private static final Path STANDARD_INPUT = Path.of("-");

    private final Path directory; // null: standard input is none of them
    private final ImportFiles files;

    private GivenFiles(Path directory, ImportFiles files) {
        this.directory = directory;
        this.files = files;
    }

    static GivenFiles of(List<Path> paths, InputStream input) throws IOException {
        if (!paths.contains(STANDARD_INPUT)) {
            return new GivenFiles(null, new ImportFiles(paths));
        }
        if (Collections.frequency(paths, STANDARD_INPUT) > 1) {
            throw new ConfigException("standard input can be read once only");
        }
        Path kept = Files.createTempDirectory("plumbline-import-").resolve("stdin");
        Files.copy(input, kept);
        return new GivenFiles(
                kept.getParent(),
                new ImportFiles(paths.stream()
                        .map(path -> path.equals(STANDARD_INPUT) ? kept : path)
                        .toList()));
    }

    ImportFiles files() {
        return files;
    }

    @Override
    public void close() throws IOException {
        if (directory != null) {
            Files.deleteIfExists(directory.resolve("stdin"));
            Files.deleteIfExists(directory);
        }
    }
}
