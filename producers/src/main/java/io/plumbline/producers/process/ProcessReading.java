package io.plumbline.producers.process;

import java.util.Map;

/** What the observed processes show at one moment: none of them is there, or some are. */
record ProcessReading(long nanos, Map<Life, ProcessFigures> processes) {
    /** One life of a process: numbers are given out again. When it began is in the system's own unit. */
    record Life(long pid, long start) {}

    ProcessReading {
        processes = Map.copyOf(processes);
    }

    boolean isEmpty() {
        return processes.isEmpty();
    }
}
