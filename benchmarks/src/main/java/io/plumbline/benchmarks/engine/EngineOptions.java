package io.plumbline.benchmarks.engine;

import io.plumbline.benchmarks.load.Workload;
import io.plumbline.settings.Settings;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is run.
 *
 * @param workloads one topic each
 * @param engines who competes
 * @param rounds measured rounds
 * @param warmUp each engine runs whole rounds for so long before the first that counts
 * @param limit for engines that do not get through the topic
 * @param heap of each engine, as in {@code -Xmx}
 * @param jvmOptions further options of each engine's virtual machine
 */
public record EngineOptions(
        List<Workload> workloads,
        List<Engine> engines,
        int rounds,
        Duration warmUp,
        Duration limit,
        String heap,
        List<String> jvmOptions) {
    public EngineOptions {
        workloads = List.copyOf(workloads);
        engines = List.copyOf(engines);
        jvmOptions = List.copyOf(jvmOptions);
        Settings.check(!workloads.isEmpty() && !engines.isEmpty(), "there is nothing to run");
        Settings.check(rounds >= 1, "--rounds must be at least 1, was " + rounds);
        Settings.check(limit.toMillis() >= 1, "--limit must be positive, was " + limit);
        Settings.check(heap.matches("[1-9][0-9]*[kKmMgG]"), "--heap must be like 2g, was " + heap);
    }

    long limitMillis() {
        return limit.toMillis();
    }

    /** Options of each engine's virtual machine: the same for all. */
    public List<String> jvm() {
        return Stream.concat(Stream.of("-Xms" + heap, "-Xmx" + heap), jvmOptions.stream())
                .toList();
    }
}
