package io.plumbline.producers.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * The processes of this host that somebody asked for. All of them are looked through every few seconds only, or when one
 * of the known is gone: it costs as much as reading a known one a hundred times. For one thread.
 */
final class ProcessTable {
    private static final long SEARCH_NANOS = Duration.ofSeconds(5).toNanos();

    private final ProcessConfig config;
    private final Pattern command;
    private final ProcessSource source = ProcessSource.ofThisSystem();
    private Set<ProcessReading.Life> known = Set.of();
    private long nextSearch = System.nanoTime();

    ProcessTable(ProcessConfig config) {
        this.config = config;
        command = config.pattern();
    }

    ProcessReading read() {
        Map<ProcessReading.Life, ProcessFigures> figures = new HashMap<>();
        known.forEach(life ->
                source.look(life.pid()).filter(look -> look.life().equals(life)).ifPresent(put(figures)));
        boolean lost = !figures.keySet().containsAll(known);
        if (lost || known.isEmpty() || System.nanoTime() - nextSearch >= 0) {
            nextSearch = System.nanoTime() + SEARCH_NANOS;
            wanted().forEach(pid -> source.look(pid).ifPresent(put(figures)));
        }
        known = Set.copyOf(figures.keySet());
        return new ProcessReading(System.nanoTime(), figures);
    }

    private static Consumer<ProcessSource.Look> put(Map<ProcessReading.Life, ProcessFigures> figures) {
        return look -> figures.putIfAbsent(look.life(), look.figures());
    }

    /** Not ourselves by the command line: the expression may stand in our own. */
    private Set<Long> wanted() {
        if (config.pid() > 0) {
            return Set.of(config.pid());
        }
        return config.pidPath().map(ProcessTable::pidIn).orElseGet(() -> {
            Set<Long> found = source.matching(command);
            found.remove(ProcessHandle.current().pid());
            return found;
        });
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
}
