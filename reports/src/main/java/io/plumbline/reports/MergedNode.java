package io.plumbline.reports;

import java.time.Instant;

/**
 * Windows of a node's resources as if they were one; of its process where anything of that was measured, else of its
 * machine.
 *
 * @param origin the last of their origins
 * @param windows how many had one of the two figures
 * @param from start of the first, {@code to} end of the last
 * @param cpu mean; processors of a process, share of a machine; null: not measured
 * @param memoryBytes mean; null: not measured
 */
public record MergedNode(
        String system,
        String node,
        String origin,
        int windows,
        Instant from,
        Instant to,
        boolean ofProcess,
        Double cpu,
        Double memoryBytes) {}
