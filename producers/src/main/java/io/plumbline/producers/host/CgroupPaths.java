package io.plumbline.producers.host;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Where the cgroup of a process keeps the files of each controller, from {@code /proc/PID/cgroup} and
 * {@code /proc/PID/mountinfo}. On hybrid machines one controller is of version 1 and another of version 2, so each is
 * looked up alone: version 1 where it is mounted, else the unified hierarchy.
 */
record CgroupPaths(Optional<Place> cpu, Optional<Place> memory) {
    static final CgroupPaths NONE = new CgroupPaths(Optional.empty(), Optional.empty());

    /**
     * @param version 1 or 2
     * @param mount top of the hierarchy as this process sees it
     * @param directory of the process's cgroup: {@code mount} or below
     */
    record Place(int version, Path mount, Path directory) {}

    /** A mounted hierarchy; {@code root} is the cgroup that the mount shows at its top. */
    private record Mount(String root, Path point, String type, List<String> options) {}

    /** A line of {@code /proc/PID/cgroup}. */
    private record Membership(List<String> controllers, String path) {}

    static CgroupPaths of(List<String> cgroupLines, List<String> mountinfoLines) {
        List<Membership> memberships =
                cgroupLines.stream().flatMap(line -> membership(line).stream()).toList();
        List<Mount> mounts =
                mountinfoLines.stream().flatMap(line -> mount(line).stream()).toList();
        return new CgroupPaths(place("cpu", memberships, mounts), place("memory", memberships, mounts));
    }

    private static Optional<Place> place(String controller, List<Membership> memberships, List<Mount> mounts) {
        Optional<Place> versionOne = mounts.stream()
                .filter(mount -> mount.type.equals("cgroup") && mount.options.contains(controller))
                .findFirst()
                .flatMap(mount -> place(1, mount, path(memberships, controller)));
        return versionOne.or(() -> mounts.stream()
                .filter(mount -> mount.type.equals("cgroup2"))
                .findFirst()
                .flatMap(mount -> place(2, mount, path(memberships, ""))));
    }

    /** The unified hierarchy names no controller. */
    private static Optional<String> path(List<Membership> memberships, String controller) {
        return memberships.stream()
                .filter(membership -> membership.controllers.contains(controller))
                .map(Membership::path)
                .findFirst();
    }

    /** In a container the path may be the host's, while the mount shows only the container's part of it. */
    private static Optional<Place> place(int version, Mount mount, Optional<String> path) {
        return path.map(p -> {
            String below = p.startsWith(mount.root) ? p.substring(mount.root.length()) : "";
            Path directory = mount.point.resolve(below.replaceFirst("^/+", "")).normalize();
            return new Place(version, mount.point, directory.startsWith(mount.point) ? directory : mount.point);
        });
    }

    /** {@code 4:cpu,cpuacct:/path}, in version 2 {@code 0::/path}. */
    private static Optional<Membership> membership(String line) {
        String[] parts = line.split(":", 3);
        return parts.length == 3
                ? Optional.of(new Membership(List.of(parts[1].split(",", -1)), parts[2]))
                : Optional.empty();
    }

    /** {@code 35 31 0:32 ROOT POINT options [tags] - TYPE source OPTIONS}; the number of tags varies. */
    private static Optional<Mount> mount(String line) {
        String[] halves = line.split(" - ", 2);
        String[] left = halves[0].split(" ", -1);
        String[] right = halves.length == 2 ? halves[1].split(" ", -1) : new String[0];
        if (left.length < 5 || right.length < 3 || !right[0].startsWith("cgroup")) {
            return Optional.empty();
        }
        return Optional.of(new Mount(left[3], Path.of(left[4]), right[0], Arrays.asList(right[2].split(",", -1))));
    }
}
