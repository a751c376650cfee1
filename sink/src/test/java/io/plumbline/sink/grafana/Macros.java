package io.plumbline.sink.grafana;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Expands what Grafana's PostgreSQL data source expands, and fails on anything that it would leave behind. */
final class Macros {
    private static final Pattern TIME_GROUP = Pattern.compile("\\$__timeGroup\\((\\w+),\\s*\\$__interval\\)");
    private static final Pattern TIME_FILTER = Pattern.compile("\\$__timeFilter\\((\\w+)\\)");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+):sqlstring}");

    private static final Range EVER = new Range("2026-01-01T00:00:00Z", "2030-01-01T00:00:00Z");

    /** The time range of a dashboard. */
    record Range(String from, String to) {}

    private Macros() {}

    /** The same for years, as far as tests have figures. */
    static String expand(String sql, long intervalMillis, Map<String, String> variables) {
        return expand(sql, intervalMillis, variables, EVER);
    }

    /** @param variables by name; values that stand for several are separated by commas */
    static String expand(String sql, long intervalMillis, Map<String, String> variables, Range range) {
        String seconds = Double.toString(intervalMillis / 1000.0);
        String result =
                TIME_GROUP.matcher(sql).replaceAll("floor(extract(epoch FROM $1) / " + seconds + ") * " + seconds);
        result = TIME_FILTER.matcher(result).replaceAll("$1 BETWEEN '" + range.from() + "' AND '" + range.to() + "'");
        result = result.replace("$__timeFrom()", "'" + range.from() + "'")
                .replace("$__timeTo()", "'" + range.to() + "'");
        result = result.replace("$__interval_ms", Long.toString(intervalMillis));
        result = VARIABLE.matcher(result)
                .replaceAll(match -> Matcher.quoteReplacement(quoted(match.group(1), variables)));
        if (result.contains("$")) {
            throw new IllegalArgumentException("not expanded: " + result);
        }
        return result;
    }

    private static String quoted(String name, Map<String, String> variables) {
        if (!variables.containsKey(name)) {
            throw new IllegalArgumentException("no variable " + name);
        }
        return "'" + variables.get(name).replace("'", "''").replace(",", "','") + "'";
    }
}
