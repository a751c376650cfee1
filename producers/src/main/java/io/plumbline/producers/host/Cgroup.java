package io.plumbline.producers.host;

import io.plumbline.producers.host.CgroupPaths.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the control group of this process allows. A limit of a parent group holds for its children, so the least on the way
 * up counts. For one thread.
 */
final class Cgroup {
    /**
     * @param processors that may be used; empty: no limit
     * @param memoryBytes that may be used; empty: no limit
     * @param throttledNanos total time that the group was held back so far; empty: not known
     */
    record Reading(Optional<Double> processors, Optional<Long> memoryBytes, Optional<Long> throttledNanos) {}

    /** Limits are changed by hand, if ever; looking them up costs more than all else that a sample needs. */
    private static final long LIMITS_NANOS = Duration.ofSeconds(5).toNanos();

    private final CgroupPaths paths;
    private final Optional<Path> cpuStat;
    private final ProcText text = new ProcText();
    private Reading limits = new Reading(Optional.empty(), Optional.empty(), Optional.empty());
    private long nextLimits = System.nanoTime();

    Cgroup(CgroupPaths paths) {
        this.paths = paths;
        cpuStat = paths.cpu().map(place -> place.directory().resolve("cpu.stat"));
    }

    /** The group of this process; without limits where the system knows no control groups. */
    static Cgroup ofThisProcess() {
        try {
            return new Cgroup(CgroupPaths.of(
                    Files.readAllLines(Path.of("/proc/self/cgroup")),
                    Files.readAllLines(Path.of("/proc/self/mountinfo"))));
        } catch (IOException e) { // not Linux
            return new Cgroup(CgroupPaths.NONE);
        }
    }

    Reading read() {
        if (System.nanoTime() - nextLimits >= 0) {
            nextLimits = System.nanoTime() + LIMITS_NANOS;
            limits = limits();
        }
        return new Reading(limits.processors, limits.memoryBytes, throttledNanos());
    }

    private Reading limits() {
        return new Reading(
                paths.cpu().flatMap(place -> least(place, processorsOf(place.version()))),
                paths.memory().flatMap(place -> least(place, memoryOf(place.version()))),
                Optional.empty());
    }

    private Optional<Long> throttledNanos() {
        return cpuStat.filter(text::read).flatMap(file -> CgroupFiles.throttledNanos(text));
    }

    private static Function<Path, Optional<Double>> processorsOf(int version) {
        return version == 2
                ? directory -> text(directory.resolve("cpu.max")).flatMap(CgroupFiles::cpuMax)
                : directory -> text(directory.resolve("cpu.cfs_quota_us"))
                        .flatMap(quota -> text(directory.resolve("cpu.cfs_period_us"))
                                .flatMap(period -> CgroupFiles.processors(quota, period)));
    }

    private static Function<Path, Optional<Long>> memoryOf(int version) {
        String name = version == 2 ? "memory.max" : "memory.limit_in_bytes";
        return directory -> text(directory.resolve(name)).flatMap(CgroupFiles::memoryLimit);
    }

    private static <T extends Comparable<T>> Optional<T> least(Place place, Function<Path, Optional<T>> limit) {
        List<T> limits = new ArrayList<>();
        for (Path at = place.directory(); at != null && at.startsWith(place.mount()); at = at.getParent()) {
            limit.apply(at).ifPresent(limits::add);
        }
        return limits.stream().min(T::compareTo);
    }

    /** The files come and go with the group: one that cannot be read says nothing. */
    private static Optional<String> text(Path file) {
        try {
            return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
