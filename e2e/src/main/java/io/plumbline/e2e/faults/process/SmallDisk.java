package io.plumbline.e2e.faults.process;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A file system of its own for a directory, so small that it can be filled. Only a superuser of the machine may have one. */
public final class SmallDisk implements AutoCloseable {
    private static final int CHUNK = 64 << 10;

    private final Path directory;

    private SmallDisk(Path directory) {
        this.directory = directory;
    }

    /** Mounts it in memory; empty where that is not allowed. */
    public static Optional<SmallDisk> mount(Path directory, int mebibytes) throws IOException, InterruptedException {
        Files.createDirectories(directory);
        boolean mounted =
                run("mount", "-t", "tmpfs", "-o", "size=" + mebibytes + "m,mode=0700", "tmpfs", directory.toString());
        return mounted ? Optional.of(new SmallDisk(directory)) : Optional.empty();
    }

    /** Takes all the space that is left. */
    public void fill() throws IOException {
        byte[] zeros = new byte[CHUNK];
        try (OutputStream ballast = Files.newOutputStream(ballast())) {
            while (directory.toFile().getUsableSpace() > 0) {
                ballast.write(zeros);
            }
        } catch (IOException e) {
            if (directory.toFile().getUsableSpace() > CHUNK) {
                throw e;
            }
        }
    }

    /** Gives the space back. */
    public void free() throws IOException {
        Files.deleteIfExists(ballast());
    }

    @Override
    public void close() {
        try {
            run("umount", "-l", directory.toString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("cannot unmount " + directory, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Path ballast() {
        return directory.resolve("ballast");
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }
}
