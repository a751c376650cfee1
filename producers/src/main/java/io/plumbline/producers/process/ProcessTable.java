package io.plumbline.producers.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import oshi.SystemInfo;
import oshi.software.os.OSProcess;
import oshi.software.os.OperatingSystem;

/**
 * The processes of this host that somebody asked for. All of them are looked through every few seconds only, or when one
 * of the known is gone: it costs as much as reading a known one a hundred times. For one thread.
 */
final class ProcessTable {
    private static final long SEARCH_NANOS = Duration.ofSeconds(5).toNanos();
    private static final Path PROC = Path.of("/proc");

    private final ProcessConfig config;
    private final Pattern command;
    private final OperatingSystem system = new SystemInfo().getOperatingSystem();
    private final boolean linux = Files.isDirectory(PROC.resolve("self"));
    private final Map<ProcessReading.Life, OSProcess> known = new HashMap<>();
    private long nextSearch = System.nanoTime();

    ProcessTable(ProcessConfig config) {
        this.config = config;
        command = config.pattern();
    }

    ProcessReading read() {
        boolean lost = known.values().removeIf(process -> !isThere(process));
        if (lost || known.isEmpty() || System.nanoTime() - nextSearch >= 0) {
            search();
        }
        Map<ProcessReading.Life, ProcessFigures> figures = new HashMap<>();
        known.forEach((id, process) -> figures.put(id, figures(process)));
        return new ProcessReading(System.nanoTime(), figures);
    }

    /** One that ended and whose parent did not ask yet is gone, too. */
    private static boolean isThere(OSProcess process) {
        return process.updateAttributes()
                && process.getState() != OSProcess.State.ZOMBIE
                && process.getState() != OSProcess.State.INVALID;
    }

    private void search() {
        nextSearch = System.nanoTime() + SEARCH_NANOS;
        for (long pid : wanted()) {
            OSProcess process = system.getProcess(Math.toIntExact(pid));
            if (process != null && isThere(process)) {
                known.putIfAbsent(new ProcessReading.Life(pid, process.getStartTime()), process);
            }
        }
    }

    private Set<Long> wanted() {
        if (config.pid() > 0) {
            return Set.of(config.pid());
        }
        return config.pidPath().map(ProcessTable::pidIn).orElseGet(this::matching);
    }

    private static Set<Long> pidIn(Path file) {
        try {
            return Set.of(Long.parseLong(Files.readString(file).strip()));
        } catch (NoSuchFileException e) {
            return Set.of(); // as usual while it does not run
        } catch (IOException | NumberFormatException e) {
            throw new IllegalStateException("no number of a process in " + file + ": " + e, e);
        }
    }

    /** Not ourselves: the expression may stand in our own command line. */
    private Set<Long> matching() {
        long self = ProcessHandle.current().pid();
        return ProcessHandle.allProcesses()
                .filter(process -> process.pid() != self)
                .filter(process -> commandLine(process)
                        .filter(line -> command.matcher(line).find())
                        .isPresent())
                .map(ProcessHandle::pid)
                .collect(Collectors.toSet());
    }

    private static Optional<String> commandLine(ProcessHandle process) {
        return process.info().commandLine().or(() -> process.info().command());
    }

    private ProcessFigures figures(OSProcess process) {
        boolean ioKnown = !linux || Files.isReadable(PROC.resolve(process.getProcessID() + "/io"));
        boolean filesKnown = !linux || Files.isReadable(PROC.resolve(process.getProcessID() + "/fd"));
        return new ProcessFigures(
                process.getKernelTime() + process.getUserTime(),
                process.getResidentMemory() > 0 ? process.getResidentMemory() : null,
                ioKnown ? process.getBytesRead() : null,
                ioKnown ? process.getBytesWritten() : null,
                filesKnown && process.getOpenFiles() > 0 ? process.getOpenFiles() : null,
                process.getThreadCount() > 0 ? process.getThreadCount() : null);
    }
}
