package io.plumbline.producers.process;

import io.plumbline.producers.host.ProcText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;

/** From the files in which Linux tells of processes. For one pattern, as command lines are remembered. */
final class LinuxProcesses implements ProcessSource {
    /** Of a tick of the kernel's clock as it is shown to programs, whatever the kernel's own is. */
    private static final int TICK_MILLIS = 10;

    /** A new process is its parent's twin for a moment, before it turns into what it is. */
    private static final int ENOUGH_MISSES = 2;

    private static final String ENDED = "ZXx";

    /** One that turned into another program late in its life is found after so long; a new one, at once. */
    private static final long FORGET_NANOS = Duration.ofSeconds(30).toNanos();

    private final Path proc;
    private final Map<String, Integer> misses = new HashMap<>(); // searches in which its command line had no match
    private long nextForget = System.nanoTime();
    private final ProcText text = new ProcText();

    LinuxProcesses(Path proc) {
        this.proc = proc;
    }

    /** Fields of {@code stat}: proc(5). They are counted from behind the name, which may hold anything. */
    @Override
    public Optional<Look> look(long pid) {
        Path directory = proc.resolve(Long.toString(pid));
        if (!text.read(directory.resolve("stat"))
                || ENDED.contains(text.behindLast(')').word(' '))) {
            return Optional.empty();
        }
        long ticks = text.skip(10).number().orElse(0) + text.number().orElse(0); // utime, stime
        OptionalLong threads = text.skip(4).number();
        OptionalLong start = text.skip(1).number();
        text.read(directory.resolve("status"));
        Long resident = text.bytes("VmRSS:");
        text.read(directory.resolve("io"));
        ProcessFigures figures = new ProcessFigures(
                ticks * TICK_MILLIS,
                resident,
                text.value("read_bytes:"),
                text.value("write_bytes:"),
                openFiles(directory.resolve("fd")),
                threads.isPresent() ? Math.toIntExact(threads.getAsLong()) : null);
        return Optional.of(new Look(new ProcessReading.Life(pid, start.orElse(0)), figures));
    }

    @Override
    public Set<Long> matching(Pattern command) {
        if (System.nanoTime() - nextForget >= 0) {
            nextForget = System.nanoTime() + FORGET_NANOS;
            misses.clear();
        }
        Set<Long> found = new HashSet<>();
        String[] names = proc.toFile().list();
        for (String name : names == null ? new String[0] : names) {
            if (!Character.isDigit(name.charAt(0)) || misses.getOrDefault(name, 0) >= ENOUGH_MISSES) {
                continue;
            }
            if (command.matcher(commandLine(name)).find()) {
                found.add(Long.parseLong(name));
            } else {
                misses.merge(name, 1, Integer::sum);
            }
        }
        return found;
    }

    /** Empty for a thread of the kernel, and for one that just ended. */
    private String commandLine(String pid) {
        return text.read(proc.resolve(pid).resolve("cmdline")) ? text.toString().replace('\0', ' ') : "";
    }

    /** Kernels since 6.2 tell their number as the directory's size; before, it is 0. */
    private static Long openFiles(Path directory) {
        if (!Files.isReadable(directory)) {
            return null;
        }
        try {
            long size = Files.size(directory);
            String[] names = size > 0 ? null : directory.toFile().list();
            return names == null ? (size > 0 ? Long.valueOf(size) : null) : Long.valueOf(names.length);
        } catch (IOException e) { // it ended meanwhile
            return null;
        }
    }
}
