package io.plumbline.e2e.faults.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.plumbline.e2e.faults.fault.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** What all runs found, for people and for scripts. */
public record Report(List<Result> results) {
    private static final int FINDINGS_SHOWN = 50;

    public Report {
        results = List.copyOf(results);
    }

    public boolean clean() {
        return results.stream().allMatch(result -> result.verdict().clean());
    }

    /** The findings, of which there should be none, and one line with all figures. */
    public List<String> text() {
        List<String> lines = new ArrayList<>();
        for (Result result : results) {
            List<String> findings = result.verdict().findings();
            findings.stream()
                    .limit(FINDINGS_SHOWN)
                    .forEach(finding -> lines.add("seed " + result.seed() + ": " + finding));
            if (findings.size() > FINDINGS_SHOWN) {
                lines.add("seed " + result.seed() + ": and " + (findings.size() - FINDINGS_SHOWN) + " more");
            }
        }
        lines.add(String.format(
                Locale.ROOT,
                "runs %d, kills %,d, faults %,d, events %,d, lost %,d, duplicated %,d, max recovery %s (%s)",
                results.size(),
                sum(Result::kills),
                sum(Result::count),
                sum(result -> result.verdict().events()),
                sum(result -> result.verdict().lost()),
                sum(result -> result.verdict().duplicated()),
                seconds(slowest()),
                recoveries().entrySet().stream()
                        .map(entry -> entry.getKey().title() + ": " + seconds(entry.getValue()))
                        .collect(Collectors.joining(", "))));
        return lines;
    }

    /** The same, on one line. */
    public String json() {
        ObjectNode root = new ObjectMapper().createObjectNode();
        root.put("runs", results.size())
                .put("kills", sum(Result::kills))
                .put("faults", sum(Result::count))
                .put("events", sum(result -> result.verdict().events()))
                .put("lost", sum(result -> result.verdict().lost()))
                .put("duplicated", sum(result -> result.verdict().duplicated()));
        root.put("maxRecoverySeconds", slowest() == null ? null : slowest().toMillis() / 1e3);
        ObjectNode each = root.putObject("recoverySeconds");
        recoveries().forEach((kind, longest) -> each.put(kind.name(), longest.toMillis() / 1e3));
        ArrayNode seeds = root.putArray("seeds");
        ArrayNode findings = root.putArray("findings");
        results.forEach(result -> {
            seeds.add(result.seed());
            result.verdict().findings().forEach(findings::add);
        });
        return root.toString();
    }

    /** Longest of each kind that came alone; together, nobody can say which of them it was. */
    private Map<Kind, Duration> recoveries() {
        Map<Kind, Duration> result = new EnumMap<>(Kind.class);
        results.stream()
                .flatMap(one -> one.faults().stream())
                .filter(volley -> volley.kinds().size() == 1)
                .forEach(volley ->
                        result.merge(volley.kinds().get(0), volley.recovery(), (a, b) -> a.compareTo(b) > 0 ? a : b));
        return result;
    }

    private Duration slowest() {
        return results.stream()
                .flatMap(result -> result.faults().stream())
                .map(Inflicted::recovery)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    private long sum(ToLongFunction<Result> figure) {
        return results.stream().mapToLong(figure).sum();
    }

    private static String seconds(Duration duration) {
        return duration == null ? "none" : String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1e3);
    }
}
