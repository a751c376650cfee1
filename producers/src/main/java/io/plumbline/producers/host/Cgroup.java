package io.plumbline.producers.host;

import io.plumbline.producers.host.CgroupPaths.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the control group of this process allows. A limit of a parent group holds for its children, so the least on the way
 * up counts.
 */
final class Cgroup {
    /**
     * @param processors that may be used; empty: no limit
     * @param memoryBytes that may be used; empty: no limit
     * @param throttledNanos total time that the group was held back so far; empty: not known
     */
    record Reading(Optional<Double> processors, Optional<Long> memoryBytes, Optional<Long> throttledNanos) {}

    private final CgroupPaths paths;

    Cgroup(CgroupPaths paths) {
        this.paths = paths;
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
        return new Reading(
                paths.cpu().flatMap(place -> least(place, processorsOf(place.version()))),
                paths.memory().flatMap(place -> least(place, memoryOf(place.version()))),
                paths.cpu()
                        .flatMap(place -> text(place.directory().resolve("cpu.stat")))
                        .flatMap(CgroupFiles::throttledNanos));
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
