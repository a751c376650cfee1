package io.plumbline.producers.scale.real;

import io.plumbline.producers.host.ProcText;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** A process on this machine and all that it started, as {@code /proc} shows them: see proc(5). */
public record ProcessTree(ProcessHandle root) {
    private static final long NANOS_OF_TICK = 10_000_000; // what Linux shows to programs counts 100 to the second
    private static final int WORDS_BEFORE_TICKS = 11; // behind the name
    private static final int TICK_FIELDS = 4; // its own in user and kernel mode, and those of its children that ended

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
        ProcText status = new ProcText();
        return status.read(Path.of("/proc/self/status")) ? status.bytes("VmHWM:") : null;
    }

    /** Of the process and of those of its children that ended; negative where they are not known. */
    private static long ticks(ProcessHandle process) {
        ProcText stat = new ProcText();
        return stat.read(Path.of("/proc", Long.toString(process.pid()), "stat"))
                ? ticks(stat)
                : -1; // another operating system, or it has just ended, and its parent has its time
    }

    /** @param stat a line in which the name, in brackets, may have blanks and brackets itself */
    static long ticks(ProcText stat) {
        stat.behindLast(')').skip(WORDS_BEFORE_TICKS);
        long sum = 0;
        for (int field = 0; field < TICK_FIELDS; field++) {
            sum += stat.number().orElseThrow();
        }
        return sum;
    }
}
