package io.plumbline.producers.scale.real;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** A process on this machine and all that it started, as {@code /proc} shows them: see proc(5). */
public record ProcessTree(ProcessHandle root) {
    private static final long NANOS_OF_TICK = 10_000_000; // what Linux shows to programs counts 100 to the second
    private static final int USER_TICKS = 11; // fields are counted from the one after the name
    private static final int TICKS_OF_ENDED_CHILDREN = 14;

    /**
     * Processor time that all of them have used, with those that ended already. Empty where there is no {@code /proc}, or the
     * process is gone.
     */
    public OptionalLong cpuNanos() {
        if (!root.isAlive()) {
            return OptionalLong.empty();
        }
        long[] each = Stream.concat(Stream.of(root), root.descendants())
                .mapToLong(ProcessTree::ticks)
                .toArray();
        return each[0] < 0
                ? OptionalLong.empty()
                : OptionalLong.of(NANOS_OF_TICK
                        * LongStream.of(each).filter(ticks -> ticks > 0).sum());
    }

    /** Greatest resident memory that the process of this virtual machine had; null where there is no {@code /proc}. */
    static Long greatestMemoryBytes() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .map(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                    .findFirst()
                    .orElse(null);
        } catch (IOException e) {
            return null; // another operating system
        }
    }

    /** Of the process and of those of its children that ended; negative where they are not known. */
    private static long ticks(ProcessHandle process) {
        try {
            return ticks(Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat")));
        } catch (IOException e) {
            return -1; // another operating system, or it has just ended, and its parent has its time
        }
    }

    /** @param stat a line in which the name, in brackets, may have blanks and brackets itself */
    static long ticks(String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        long sum = 0;
        for (int field = USER_TICKS; field <= TICKS_OF_ENDED_CHILDREN; field++) {
            sum += Long.parseLong(fields[field]);
        }
        return sum;
    }
}
