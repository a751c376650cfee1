package io.plumbline.producers.host;

import java.util.Optional;

/** Reads the text of cgroup files, versions 1 and 2. What is not there, or says "no limit", is empty. */
final class CgroupFiles {
    /** Version 1 says "no limit" as the greatest multiple of the page size: nothing above this is a limit. */
    private static final long UNLIMITED = 1L << 60;

    private CgroupFiles() {}

    /** Version 2, {@code cpu.max}: quota and period in microseconds, or "max". */
    static Optional<Double> cpuMax(String text) {
        String[] parts = text.trim().split("\\s+", -1);
        return parts.length == 2 ? processors(parts[0], parts[1]) : Optional.empty();
    }

    /** Version 1: {@code cpu.cfs_quota_us} (-1: none) and {@code cpu.cfs_period_us}. */
    static Optional<Double> processors(String quota, String period) {
        return number(quota)
                .filter(micros -> micros > 0)
                .flatMap(micros -> number(period).filter(p -> p > 0).map(p -> (double) micros / p));
    }

    /** {@code memory.max} of version 2 and {@code memory.limit_in_bytes} of version 1. */
    static Optional<Long> memoryLimit(String text) {
        return number(text).filter(bytes -> bytes > 0 && bytes < UNLIMITED);
    }

    /** {@code cpu.stat}: microseconds as {@code throttled_usec} in version 2, nanoseconds as {@code throttled_time} in 1. */
    static Optional<Long> throttledNanos(ProcText cpuStat) {
        Long micros = cpuStat.value("throttled_usec");
        return Optional.ofNullable(micros == null ? cpuStat.value("throttled_time") : Long.valueOf(micros * 1_000));
    }

    /** Empty for "max" and for anything else that is no number. */
    private static Optional<Long> number(String text) {
        try {
            return Optional.of(Long.parseLong(text.trim()));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
