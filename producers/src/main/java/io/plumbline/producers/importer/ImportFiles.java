package io.plumbline.producers.importer;

import io.plumbline.settings.ConfigException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/** The files of one import, in the order in which they are read. What ends in {@code .gz} is unpacked. */
public record ImportFiles(List<Path> paths) {
    private static final int BUFFER = 1 << 16;
    private static final int NAME_CHARACTERS = 16;

    /** @throws ConfigException if one of them cannot be read */
    public ImportFiles {
        paths = List.copyOf(paths);
        for (Path path : paths) {
            if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
                throw new ConfigException("there is no file " + path + " that can be read");
            }
        }
    }

    InputStream open(Path path) throws IOException {
        InputStream file = new BufferedInputStream(Files.newInputStream(path), BUFFER);
        return path.toString().endsWith(".gz") ? new GZIPInputStream(file, BUFFER) : file;
    }

    /** A name that follows from what is read and how: the same files read alike have the same. */
    public String fingerprint(Importer importer) throws IOException {
        MessageDigest digest = sha256();
        digest.update((importer.format() + new TreeMap<>(importer.options())).getBytes(StandardCharsets.UTF_8));
        byte[] buffer = new byte[BUFFER];
        for (Path path : paths) {
            try (InputStream file = Files.newInputStream(path)) {
                for (int read = file.read(buffer); read >= 0; read = file.read(buffer)) {
                    digest.update(buffer, 0, read);
                }
            }
        }
        return HexFormat.of().formatHex(digest.digest()).substring(0, NAME_CHARACTERS);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
