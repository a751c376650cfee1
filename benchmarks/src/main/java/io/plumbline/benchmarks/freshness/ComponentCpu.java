package io.plumbline.benchmarks.freshness;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Processor time of each component over a whole run, in seconds; null where the system does not tell.
 *
 * @param agents the process that makes and sends measurements
 * @param servers broker and registry
 * @param streams the threads that process records
 * @param sink the threads that store rows
 * @param sharedJvm of the process with streams and sink what is no thread of theirs: compiler, collector, Kafka's clients
 * @param database all processes of the server
 */
public record ComponentCpu(
        Double agents, Double servers, double streams, double sink, double sharedJvm, Double database) {
    String text(long events) {
        Map<String, Double> seconds = new LinkedHashMap<>();
        seconds.put("agents", agents);
        seconds.put("broker and registry", servers);
        seconds.put("streams", streams);
        seconds.put("sink", sink);
        seconds.put("their virtual machine", sharedJvm);
        seconds.put("database", database);
        return seconds.entrySet().stream()
                .map(entry -> entry.getKey() + " " + shown(entry.getValue(), events))
                .collect(Collectors.joining(", "));
    }

    private static String shown(Double seconds, long events) {
        return seconds == null ? "unknown" : "%.2f".formatted(seconds * 1e6 / events);
    }
}
