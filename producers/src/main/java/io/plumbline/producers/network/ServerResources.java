package io.plumbline.producers.network;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the server's process says of itself.
 *
 * @param cpuNanos processor time since its start; null where it is not known
 * @param residentBytes memory of the process, without what the kernel holds for it; null where it is not known
 * @param connections open now, the asking one among them
 */
public record ServerResources(Long cpuNanos, Long residentBytes, int connections) {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String UNKNOWN = "-";

    static ServerResources now(int connections) {
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long cpu = system.getProcessCpuTime();
        return new ServerResources(cpu < 0 ? null : cpu, resident(), connections);
    }

    String line() {
        return "RESOURCES " + word(cpuNanos) + " " + word(residentBytes) + " " + connections;
    }

    static ServerResources of(String[] words) {
        return new ServerResources(number(words[1]), number(words[2]), Integer.parseInt(words[3]));
    }

    private static Long resident() {
        try (var lines = Files.lines(STATUS)) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .map(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1_024)
                    .findFirst()
                    .orElse(null);
        } catch (IOException e) { // no such file on this system
            return null;
        }
    }

    private static String word(Long number) {
        return number == null ? UNKNOWN : number.toString();
    }

    private static Long number(String word) {
        return word.equals(UNKNOWN) ? null : Long.valueOf(word);
    }
}
