package io.plumbline.producers.host;

import java.nio.file.Files;
import java.nio.file.Path;

/** This machine and this process, as the system tells of them. For one thread. */
interface Host {
    HostReading read();

    /** Takes a second on some systems. */
    static Host ofThisMachine() {
        Path proc = Path.of("/proc");
        return Files.isReadable(proc.resolve("stat")) ? new LinuxHost(proc, Path.of("/sys/block")) : new OshiHost();
    }
}
