package io.plumbline.producers.importer;

import io.plumbline.settings.ConfigException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Scrapes of a Prometheus exporter's text, a file for each. Histograms there count since the exporter's start, so what
 * happened is the difference of two scrapes. Those whose names end in {@code _seconds} and the like say their unit; of
 * others {@code unit} says it.
 *
 * @param times when each scrape was taken, in their order; empty where the samples have time stamps
 * @param unit of histograms that do not say theirs; null: these are skipped
 * @param by labels that make an operation of their own for each value
 */
public record PrometheusImporter(List<Instant> times, TimeUnits unit, List<String> by) implements Importer {
    public PrometheusImporter {
        times = List.copyOf(times);
        by = List.copyOf(by);
        for (int i = 1; i < times.size(); i++) {
            if (!times.get(i - 1).isBefore(times.get(i))) {
                throw new ConfigException("--at must name the times of the scrapes in their order, but " + times.get(i)
                        + " comes after " + times.get(i - 1));
            }
        }
    }

    @Override
    public String format() {
        return "prometheus";
    }

    @Override
    public Map<String, String> options() {
        return Map.of(
                "at", String.join(",", times.stream().map(Instant::toString).toList()),
                "by", String.join(",", by),
                "unit", unit == null ? "" : unit.toString());
    }

    @Override
    public ImportReader open(ImportTarget target) {
        PrometheusScrapes scrapes = new PrometheusScrapes(this, target);
        return new ImportReader() {
            @Override
            public void read(InputStream file) throws IOException {
                Lines.read(file, target, scrapes::take);
                scrapes.endOfScrape();
            }

            @Override
            public void end() {
                scrapes.end();
            }
        };
    }
}
