package io.plumbline.producers.host;

/**
 * The kernel's ticks of all processors together; null is not known.
 *
 * @param busy neither idle nor waiting for a disk
 * @param total busy and idle
 */
record CpuTicks(Long busy, Long total) {
    static final CpuTicks UNKNOWN = new CpuTicks(null, null);

    private static final int IDLE = 3;
    private static final int WAITING = 4;
    private static final int KINDS = 8; // those of guests behind them are in user and nice already

    /** From the first line of {@code /proc/stat}: user, nice, system, idle, iowait, irq, softirq, steal. */
    static CpuTicks of(ProcText stat) {
        stat.skip(1);
        long busy = 0;
        long total = 0;
        for (int kind = 0; kind < KINDS; kind++) {
            long ticks = stat.number().orElse(0); // old kernels have fewer
            total += ticks;
            busy += kind == IDLE || kind == WAITING ? 0 : ticks;
        }
        return total == 0 ? UNKNOWN : new CpuTicks(busy, total);
    }
}
