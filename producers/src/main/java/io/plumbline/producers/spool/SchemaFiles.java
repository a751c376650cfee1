package io.plumbline.producers.spool;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;

/**
 * The schemas that records on disk were written with, a file for each: an agent that was updated in between still reads
 * what the older one left, and needs no registry for it.
 */
final class SchemaFiles {
    private final Path directory;
    private final Map<Schema, Long> written = new HashMap<>();
    private final Map<Long, Schema> known = new HashMap<>();

    SchemaFiles(Path directory) {
        this.directory = directory;
    }

    /** The fingerprint (CRC-64-AVRO) by which {@code schema} is found again; its file is on the disk. */
    long keep(Schema schema) throws IOException {
        Long fingerprint = written.get(schema);
        if (fingerprint == null) {
            fingerprint = SchemaNormalization.parsingFingerprint64(schema);
            if (!Files.exists(file(fingerprint))) {
                Durable.file(file(fingerprint), schema.toString().getBytes(StandardCharsets.UTF_8));
            }
            written.put(schema, fingerprint);
            known.put(fingerprint, schema);
        }
        return fingerprint;
    }

    /** @throws IOException if there is no such file or it cannot be read */
    Schema of(long fingerprint) throws IOException {
        Schema schema = known.get(fingerprint);
        if (schema == null) {
            schema = new Schema.Parser().parse(Files.readString(file(fingerprint)));
            known.put(fingerprint, schema);
        }
        return schema;
    }

    private Path file(long fingerprint) {
        return directory.resolve("%016x.avsc".formatted(fingerprint));
    }
}
