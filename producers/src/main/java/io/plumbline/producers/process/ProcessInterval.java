package io.plumbline.producers.process;

import io.plumbline.schemas.event.ResourceSample;
import java.util.List;
import java.util.function.Function;

/**
 * The time between two readings of processes that are observed as one. Counters are of those that were there at both ends:
 * what one did that came or went in between is unknown, and left out. Figures are sums; where one process's is unknown, so
 * is the sum.
 */
record ProcessInterval(ProcessReading before, ProcessReading after) {
    private record Pair(ProcessFigures before, ProcessFigures after) {}

    long nanos() {
        return after.nanos() - before.nanos();
    }

    /** Fills in the figures of processes; the header, and what is the machine's, are not touched. */
    ResourceSample.Builder figures(ResourceSample.Builder sample) {
        return sample.setIntervalNanos(nanos())
                .setCpuProcess(cpu())
                .setMemoryProcessBytes(sum(ProcessFigures::residentBytes))
                .setProcessReadBytes(difference(ProcessFigures::readBytes))
                .setProcessWriteBytes(difference(ProcessFigures::writtenBytes))
                .setOpenFiles(sum(ProcessFigures::openFiles))
                .setThreads(threads());
    }

    private Double cpu() {
        Long millis = difference(ProcessFigures::cpuMillis);
        return millis == null || nanos() <= 0 ? null : millis * 1e6 / nanos();
    }

    private Integer threads() {
        Long threads = sum(
                figures -> figures.threads() == null ? null : figures.threads().longValue());
        return threads == null ? null : Math.toIntExact(threads);
    }

    private Long sum(Function<ProcessFigures, Long> figure) {
        return total(after.processes().values().stream().map(figure).toList());
    }

    private Long difference(Function<ProcessFigures, Long> counter) {
        return total(after.processes().keySet().stream()
                .filter(before.processes()::containsKey)
                .map(id ->
                        new Pair(before.processes().get(id), after.processes().get(id)))
                .map(pair -> grown(counter.apply(pair.before), counter.apply(pair.after)))
                .toList());
    }

    private static Long grown(Long before, Long after) {
        return before == null || after == null || after < before ? null : Long.valueOf(after - before);
    }

    private static Long total(List<Long> parts) {
        return parts.isEmpty() || parts.contains(null)
                ? null
                : Long.valueOf(parts.stream().mapToLong(Long::longValue).sum());
    }
}
