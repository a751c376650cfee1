package io.plumbline.producers.importer;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One sample of the text format: {@code name{label="value",...} value [milliseconds]}.
 *
 * @param time null where the sample has no time stamp
 */
record PrometheusLine(String name, Map<String, String> labels, double value, Instant time) {
    private static final Pattern LINE = Pattern.compile(
            "([a-zA-Z_:][a-zA-Z0-9_:]*)\\s*(?:\\{(.*)\\})?\\s+([^\\s}]+)(?:\\s+(-?[0-9.]+))?(?:\\s+#.*)?\\s*");
    private static final Pattern LABEL =
            Pattern.compile("\\G\\s*([a-zA-Z_][a-zA-Z0-9_]*)\\s*=\\s*\"((?:[^\"\\\\]|\\\\.)*)\"\\s*(?:,|$)");

    static PrometheusLine parse(String line) throws BadValueException {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            throw new BadValueException("", "is no sample: name{label=\"value\"} number [time stamp]");
        }
        Instant time = matcher.group(4) == null ? null : Values.epoch("time stamp", matcher.group(4), TimeUnits.MS);
        return new PrometheusLine(matcher.group(1), labels(matcher.group(2)), number("value", matcher.group(3)), time);
    }

    private static Map<String, String> labels(String text) throws BadValueException {
        Map<String, String> labels = new TreeMap<>();
        if (text == null) {
            return labels;
        }
        Matcher matcher = LABEL.matcher(text);
        int end = 0;
        while (matcher.find()) {
            labels.put(matcher.group(1), unescaped(matcher.group(2)));
            end = matcher.end();
        }
        if (!text.substring(end).isBlank()) {
            throw new BadValueException("labels", "'" + text.substring(end) + "' is no label=\"value\"");
        }
        return labels;
    }

    private static String unescaped(String text) {
        return text.replaceAll("\\\\n", "\n").replaceAll("\\\\(.)", "$1");
    }

    static double number(String column, String text) throws BadValueException {
        return switch (text) {
            case "+Inf", "Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            case "NaN" -> Double.NaN;
            default -> Values.number(column, text).doubleValue();
        };
    }
}
