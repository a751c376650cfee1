package io.plumbline.producers.scale;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.plumbline.settings.ConfigException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Where a {@link Checkpoint} outlives its process. It is replaced as a whole: a reader finds the one before or this one. */
public final class CheckpointFile {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private final Path file;

    public CheckpointFile(Path file) {
        this.file = file;
    }

    /** As it stands in the file; files that do not say whether it was published are of suites that were not. */
    private record Stored(
            Map<String, String> configuration,
            Map<String, String> facts,
            String startedAt,
            Boolean published,
            Map<String, StepResult> results) {}

    /** @throws ConfigException if there is one that cannot be read */
    public Optional<Checkpoint> read() {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            Stored stored = JSON.readValue(Files.readAllBytes(file), Stored.class);
            return Optional.of(new Checkpoint(
                    stored.configuration,
                    stored.facts,
                    Instant.parse(stored.startedAt),
                    Boolean.TRUE.equals(stored.published),
                    stored.results));
        } catch (JsonProcessingException | RuntimeException e) {
            throw new ConfigException(
                    file + " is no checkpoint of a scaling test; remove it to start anew (" + e.getMessage() + ")");
        } catch (IOException e) {
            throw new ConfigException("cannot read " + file + ": " + e);
        }
    }

    public void write(Checkpoint checkpoint) {
        Path next = file.resolveSibling(file.getFileName() + ".next");
        try (FileChannel channel = FileChannel.open(
                next, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            channel.write(ByteBuffer.wrap(JSON.writeValueAsBytes(new Stored(
                    checkpoint.configuration(),
                    checkpoint.facts(),
                    checkpoint.startedAt().toString(),
                    checkpoint.published(),
                    checkpoint.results()))));
            channel.force(true);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + next, e);
        }
        try {
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    /** The suite is complete. */
    public void remove() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + file, e);
        }
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
