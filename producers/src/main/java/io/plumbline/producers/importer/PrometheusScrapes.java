package io.plumbline.producers.importer;

import io.plumbline.producers.histogram.BucketCounts;
import io.plumbline.schemas.event.Outcome;
import io.plumbline.settings.ConfigException;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes the differences of scrapes of the same exporter. For one import. */
final class PrometheusScrapes {
    private static final Map<String, TimeUnits> SUFFIXES = Map.of(
            "_seconds", TimeUnits.S,
            "_milliseconds", TimeUnits.MS,
            "_microseconds", TimeUnits.US,
            "_nanoseconds", TimeUnits.NS);
    private static final Pattern TYPE = Pattern.compile("#\\s*TYPE\\s+(\\S+)\\s+histogram\\s*");
    private static final List<String> STATUS = List.of("code", "status", "status_code");

    private final PrometheusImporter options;
    private final ImportTarget target;
    private final Set<String> families = new HashSet<>();
    private Map<Series, CumulativeHistogram> current = new LinkedHashMap<>();
    private Map<Series, CumulativeHistogram> previous = Map.of();
    private Instant previousTime;
    private int scrapes;

    private record Series(String family, Map<String, String> labels) {}

    PrometheusScrapes(PrometheusImporter options, ImportTarget target) {
        this.options = options;
        this.target = target;
    }

    void take(String line, long number) throws BadValueException {
        if (line.startsWith("#")) {
            Matcher type = TYPE.matcher(line);
            if (type.matches()) {
                families.add(type.group(1));
            }
            return;
        }
        PrometheusLine sample = PrometheusLine.parse(line);
        String name = sample.name();
        String family = name.substring(0, Math.max(0, name.lastIndexOf('_')));
        if (!families.contains(family)) {
            target.skip("sample of no histogram");
        } else if (name.endsWith("_bucket")) {
            bucket(family, sample, number);
        } else if (name.endsWith("_sum")) {
            histogram(family, sample, number).sum(sample.value());
        }
    }

    private void bucket(String family, PrometheusLine sample, long number) throws BadValueException {
        String bound = sample.labels().get("le");
        if (bound == null) {
            throw new BadValueException("le", "a bucket has no bound");
        }
        histogram(family, sample, number).bucket(PrometheusLine.number("le", bound), sample.value(), sample.time());
    }

    private CumulativeHistogram histogram(String family, PrometheusLine sample, long number) {
        Map<String, String> labels = new TreeMap<>(sample.labels());
        labels.remove("le");
        return current.computeIfAbsent(new Series(family, labels), series -> new CumulativeHistogram(number));
    }

    /** @throws ConfigException if nothing says when this scrape was taken */
    void endOfScrape() {
        Instant given = scrapes < options.times().size() ? options.times().get(scrapes) : null;
        for (Map.Entry<Series, CumulativeHistogram> entry : current.entrySet()) {
            CumulativeHistogram histogram = entry.getValue();
            Instant time = given != null ? given : histogram.time();
            if (time == null) {
                throw new ConfigException("the samples have no time stamps: say with --at when each scrape was taken");
            }
            try {
                difference(entry.getKey(), previous.get(entry.getKey()), histogram, time);
            } catch (BadValueException e) {
                target.refuse(histogram.line(), e);
            }
        }
        previous = current;
        current = new LinkedHashMap<>();
        previousTime = given;
        scrapes++;
    }

    /** @throws ConfigException if one scrape is all there is */
    void end() {
        if (scrapes < 2) {
            throw new ConfigException("what happened is the difference of two scrapes: name two files or more");
        }
        if (!options.times().isEmpty() && options.times().size() != scrapes) {
            throw new ConfigException("--at names " + options.times().size() + " times for " + scrapes + " scrapes");
        }
    }

    private void difference(Series series, CumulativeHistogram before, CumulativeHistogram now, Instant time)
            throws BadValueException {
        TimeUnits unit = unitOf(series.family);
        if (unit == null) {
            target.skip("histogram without a unit of time in its name (--unit)");
        } else if (before == null) {
            now.count();
            target.skip("first scrape of a series");
        } else {
            Instant from = previousTime != null ? previousTime : before.time();
            boolean isReset = now.count() < before.count();
            if (isReset) {
                target.skip("restart of an exporter: what it counted after the scrape before is not known");
            }
            publish(series, isReset ? new CumulativeHistogram(0) : before, now, from, time, unit);
        }
    }

    private void publish(
            Series series,
            CumulativeHistogram before,
            CumulativeHistogram now,
            Instant from,
            Instant to,
            TimeUnits unit)
            throws BadValueException {
        if (!from.isBefore(to)) {
            throw new BadValueException("time stamp", to + " is not after that of the scrape before, " + from);
        }
        BucketCounts counts = now.since(before, (double) unit.nanos());
        if (counts.count() > 0) {
            double sum = now.sumSince(before) * unit.nanos();
            target.histogram(new CountedInterval(
                    operation(series), from, to, outcome(series.labels), counts, sum < 0 ? Double.NaN : sum));
        }
    }

    private String operation(Series series) {
        List<String> values = options.by().stream()
                .map(series.labels::get)
                .filter(Objects::nonNull)
                .toList();
        return values.isEmpty() ? series.family : series.family + " " + String.join(" ", values);
    }

    /** An answer of the 500s is the server's error. */
    private static Outcome outcome(Map<String, String> labels) {
        boolean isError =
                STATUS.stream().anyMatch(label -> labels.getOrDefault(label, "").startsWith("5"));
        return isError ? Outcome.ERROR : Outcome.OK;
    }

    private TimeUnits unitOf(String family) {
        return SUFFIXES.entrySet().stream()
                .filter(suffix -> family.endsWith(suffix.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(options.unit());
    }
}
