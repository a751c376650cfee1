package io.plumbline.benchmarks.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;
import java.util.StringTokenizer;

/** Processor time of processes, as Linux counts it: in hundredths of a second, user and system together. */
public final class ProcessCpu {
    private static final double TICKS_PER_SECOND = 100; // what Linux shows to users, whatever the kernel's own clock
    private static final int FIRST = 11; // field behind the name: utime, stime, then both of children that ended
    private static final int FIGURES = 4;

    private ProcessCpu() {}

    /** Seconds of a process, of its children, and of children that have ended; nothing where there is no such process. */
    public static OptionalDouble ofTree(long pid) {
        try {
            double seconds = of(pid);
            for (ProcessHandle child :
                    ProcessHandle.of(pid).orElseThrow().descendants().toList()) {
                seconds += ofChild(child.pid());
            }
            return OptionalDouble.of(seconds);
        } catch (IOException | RuntimeException e) {
            return OptionalDouble.empty(); // it ended, or this is not a Linux
        }
    }

    /** One that ends meanwhile is counted with its parent the next time. */
    private static double ofChild(long pid) {
        try {
            return of(pid);
        } catch (IOException e) {
            return 0;
        }
    }

    private static double of(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
        StringTokenizer fields = new StringTokenizer(stat.substring(stat.lastIndexOf(')') + 1));
        for (int field = 0; field < FIRST; field++) {
            fields.nextToken();
        }
        long ticks = 0;
        for (int field = 0; field < FIGURES; field++) {
            ticks += Long.parseLong(fields.nextToken());
        }
        return ticks / TICKS_PER_SECOND;
    }
}
