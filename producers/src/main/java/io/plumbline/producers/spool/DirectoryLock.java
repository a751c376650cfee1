package io.plumbline.producers.spool;

import io.plumbline.settings.ConfigException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** One process for each directory; the system gives the lock back when the process dies, however it does. */
final class DirectoryLock implements AutoCloseable {
    private final FileChannel channel;

    private DirectoryLock(FileChannel channel) {
        this.channel = channel;
    }

    /** @throws ConfigException if another has it */
    static DirectoryLock take(Path directory) throws IOException {
        FileChannel channel =
                FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!locked(channel)) {
            channel.close();
            throw new ConfigException("agent.spool.directory " + directory
                    + " is in use by another agent: each needs a directory of its own");
        }
        return new DirectoryLock(channel);
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) { // another agent of this process
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
