package io.plumbline.producers.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** How this system tells of its processes. For one thread. */
interface ProcessSource {
    /** One process at one moment. */
    record Look(ProcessReading.Life life, ProcessFigures figures) {}

    /** What it shows now; nothing if there is none. One that ended, and whose parent did not ask yet, is gone, too. */
    Optional<Look> look(long pid);

    /** Numbers of those in whose command line {@code command} is found. */
    Set<Long> matching(Pattern command);

    static ProcessSource ofThisSystem() {
        Path proc = Path.of("/proc");
        return Files.isReadable(proc.resolve("self/stat")) ? new LinuxProcesses(proc) : new OshiProcesses();
    }
}
