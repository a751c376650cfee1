package io.plumbline.cli.simulate;

import io.plumbline.producers.simulation.Condition;
import io.plumbline.settings.ConfigException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** What links do to messages: a condition by its name, and what is to differ from it. */
final class ConditionOptions {
    private static final String OWN = "custom";
    private static final String NUMBER = "(\\d+(?:\\.\\d+)?|\\.\\d+)";
    private static final Pattern LATENCY = Pattern.compile(NUMBER + "(?:\\.\\." + NUMBER + ")?");

    @Option(
            names = "--condition",
            paramLabel = "NAME",
            defaultValue = "wan",
            description = "Of the links: ideal, lan, wan, intercontinental, poor (${DEFAULT-VALUE}).")
    private String name;

    @Option(
            names = "--latency",
            paramLabel = "MS",
            description = "Of a link instead, one way: 20, or with jitter 20..35 milliseconds.")
    private String latency;

    @Option(names = "--loss", paramLabel = "SHARE", description = "Of transmissions over a link instead, 0 to 0.9.")
    private Double loss;

    @Option(
            names = "--bandwidth",
            paramLabel = "MBPS",
            description = "What a node can send over all its links, in Mbit/s (no limit).")
    private Double bandwidth;

    /** @throws ConfigException if it is none */
    Condition condition() {
        Condition named = Condition.named(name);
        if (latency == null && loss == null && bandwidth == null) {
            return named;
        }
        Matcher limits = limits();
        return new Condition(
                OWN,
                limits == null ? named.minLatencyMillis() : Double.parseDouble(limits.group(1)),
                limits == null ? named.maxLatencyMillis() : Double.parseDouble(greatest(limits)),
                loss == null ? named.loss() : loss,
                bandwidth == null ? named.megabitsPerSecond() : bandwidth);
    }

    /** Null where latency is as the condition has it. */
    private Matcher limits() {
        if (latency == null) {
            return null;
        }
        Matcher matcher = LATENCY.matcher(latency.trim());
        if (!matcher.matches()) {
            throw new ConfigException("--latency must be milliseconds, 20 or 20..35, was '" + latency + "'");
        }
        return matcher;
    }

    private static String greatest(Matcher limits) {
        return limits.group(2) == null ? limits.group(1) : limits.group(2);
    }
}
