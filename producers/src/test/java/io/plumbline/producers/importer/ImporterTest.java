package io.plumbline.producers.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.plumbline.producers.agent.NodeIdentity;
import io.plumbline.producers.importer.ImportReport.OperationCount;
import io.plumbline.producers.publish.RecordingSink;
import io.plumbline.schemas.event.Measurement;
import io.plumbline.schemas.event.MeasurementBatch;
import io.plumbline.schemas.event.OperationSummary;
import io.plumbline.schemas.event.Origin;
import io.plumbline.schemas.event.Outcome;
import io.plumbline.schemas.event.RunEvent;
import io.plumbline.schemas.event.RunPhase;
import io.plumbline.schemas.serde.Sketches;
import io.plumbline.schemas.topic.TopicCatalogue;
import io.plumbline.settings.ConfigException;
import io.plumbline.sketch.Sketch;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImporterTest {
    private static final Path SAMPLES = Path.of("src/test/resources/import");
    private static final TopicCatalogue TOPICS = new TopicCatalogue("", 1);
    private static final Importer K6 = new K6Importer(K6Importer.METRICS);
    private static final Importer JMETER = new JmeterImporter(false);
    private static final Instant EIGHT = Instant.parse("2026-03-02T08:00:00Z");
    private static final List<Instant> SCRAPED = List.of(EIGHT, EIGHT.plusSeconds(15));

    @TempDir
    Path directory;

    private final RecordingSink sink = new RecordingSink();

    @Test
    void k6RequestsBeginWhereTheirEndLessTheirDurationLies() throws IOException {
        ImportReport report = read(K6, "k6.json");

        assertThat(measurements())
                .containsExactly( // in the order of their ends, which is not that of the lines
                        tuple(
                                "http_req_duration GET https://shop.example/cart",
                                at(999, 500),
                                250_500_000L,
                                Outcome.OK),
                        tuple(
                                "http_req_duration POST https://shop.example/pay",
                                at(1_919, 875),
                                80_125_000L,
                                Outcome.ERROR),
                        tuple(
                                "http_req_duration GET https://shop.example/cart",
                                at(3_380, 0),
                                120_000_000L,
                                Outcome.OK),
                        tuple(
                                "http_req_duration POST https://shop.example/pay",
                                at(2_000, 0),
                                60_000_000_000L,
                                Outcome.TIMEOUT));
        assertThat(report.skipped()).isEqualTo(Map.of("metric http_reqs", 1L, "metric http_req_waiting", 1L));
        assertThat(report.refused()).isZero();
        assertThat(report.from()).isEqualTo(at(999, 500));
        assertThat(report.to()).isEqualTo(at(62_000, 0));
    }

    @Test
    void k6CsvSaysTheSameToTheSecond() throws IOException {
        ImportReport report = read(K6, "k6.csv");

        assertThat(measurements())
                .containsExactly(
                        tuple(
                                "http_req_duration GET https://shop.example/cart",
                                at(749, 500),
                                250_500_000L,
                                Outcome.OK),
                        tuple(
                                "http_req_duration POST https://shop.example/pay",
                                at(1_919, 875),
                                80_125_000L,
                                Outcome.ERROR),
                        tuple(
                                "http_req_duration POST https://shop.example/pay",
                                at(2_000, 0),
                                60_000_000_000L,
                                Outcome.TIMEOUT));
        assertThat(report.skipped()).isEqualTo(Map.of("metric http_reqs", 1L, "metric iteration_duration", 1L));
        assertThat(report.operations())
                .containsExactly(
                        new OperationCount("http_req_duration GET https://shop.example/cart", 1, 0),
                        new OperationCount("http_req_duration POST https://shop.example/pay", 2, 2));
    }

    @Test
    void aMetricThatHoldsNoTimesIsNotTakenForOne() throws IOException {
        ImportReport report = read(new K6Importer(java.util.Set.of("http_reqs")), "k6.json");

        assertThat(report.events()).isZero();
        assertThat(report.problems())
                .containsExactly(
                        SAMPLES.resolve("k6.json") + " line 2, metric: 'http_reqs' holds no times, by its Metric line");
    }

    @Test
    void jmeterSamplesBeginAtTheirTimeStamp() throws IOException {
        ImportReport report = read(JMETER, "jmeter.jtl");

        assertThat(measurements())
                .containsExactly(
                        tuple("Home", at(0, 0), 120_000_000L, Outcome.OK),
                        tuple("Pay", at(100, 0), 950_000_000L, Outcome.ERROR),
                        tuple("Home", at(1_200, 0), 80_000_000L, Outcome.OK),
                        tuple("Pay", at(500, 0), 30_000_000_000L, Outcome.TIMEOUT));
        assertThat(sink.measurements())
                .extracting(Measurement::getBytes)
                .containsExactly(5_248L, 1_210L, 5_248L, 900L); // both directions
        assertThat(report.refused()).isZero();
    }

    @Test
    void jmeterMayStampTheEnd() throws IOException {
        read(new JmeterImporter(true), "jmeter.jtl");

        assertThat(measurements()).contains(tuple("Home", at(-120, 0), 120_000_000L, Outcome.OK));
    }

    @Test
    void partsOfAJmeterSampleDoNotCountItAgain() throws IOException {
        ImportReport report = read(JMETER, "jmeter.xml");

        assertThat(measurements())
                .containsExactly(
                        tuple("Home", at(0, 0), 120_000_000L, Outcome.OK),
                        tuple("Pay", at(100, 0), 950_000_000L, Outcome.ERROR));
        assertThat(report.skipped()).isEqualTo(Map.of("sample inside a sample", 2L));
        assertThat(report.problems())
                .containsExactly(SAMPLES.resolve("jmeter.xml") + " line 10, t: 'x' is not a number");
    }

    @Test
    void jmeterXmlMayNotReachOutOfItsFile() throws IOException {
        Path file = write("evil.jtl", """
                <!DOCTYPE testResults [<!ENTITY out SYSTEM "file:///etc/hostname">]>
                <testResults><sample t="1" ts="1772438400000" s="true" lb="&out;"/></testResults>
                """);

        ImportReport report = job(JMETER, false, file).publish(sink, OptionalLong.empty());

        assertThat(report.events()).isZero();
        assertThat(report.refused()).isEqualTo(1);
    }

    @Test
    void intervalHistogramsBecomeSummariesOfTheWindowInWhichTheyEnd() throws IOException {
        ImportReport report = read(new HistogramLogImporter("charge", TimeUnits.NS), "latency.hlog");

        List<OperationSummary> summaries = sink.values(OperationSummary.class);
        assertThat(summaries)
                .extracting(
                        OperationSummary::getOperation, OperationSummary::getWindowStart, OperationSummary::getOkCount)
                .containsExactly(tuple("charge", at(0, 0), 5L), tuple("charge.A", at(2_000, 0), 2L));
        assertThat(summaries.get(0).getOrigin()).isEqualTo(Origin.IMPORTED);
        Sketch sketch = Sketches.fromData(summaries.get(0).getResponse());
        assertThat(sketch.quantile(0.5)).isCloseTo(1e6, within(1e6 * 0.01)); // rank 3 of 1, 1, 1, 2, 10 ms
        assertThat(sketch.quantile(0.8)).isCloseTo(2e6, within(2e6 * 0.01));
        assertThat(sketch.max()).isCloseTo(1e7, within(1e7 * 0.001));
        assertThat(sketch.sum()).isCloseTo(15e6, within(15e6 * 0.001));
        assertThat(report.histogramError()).isLessThan(0.001); // three significant digits
        assertThat(report.skipped()).isEqualTo(Map.of("interval without values", 1L));
        assertThat(report.problems()).singleElement().asString().contains("line 9, Interval_Compressed_Histogram: ");
    }

    @Test
    void whatHappenedBetweenTwoScrapesIsTheirDifference() throws IOException {
        ImportReport report =
                read(new PrometheusImporter(SCRAPED, null, List.of("handler")), "prometheus-1.txt", "prometheus-2.txt");

        OperationSummary cart = sink.values(OperationSummary.class).get(0);
        assertThat(cart.getOperation()).isEqualTo("http_request_duration_seconds /cart");
        assertThat(cart.getWindowStart()).isEqualTo(at(14_000, 0)); // the second that ends with the second scrape
        assertThat(cart.getOkCount()).isEqualTo(100);
        Sketch sketch = Sketches.fromData(cart.getResponse());
        // 60 up to .1 s, 30 up to .2 s, 8 up to .5 s, 2 above: each bucket by the value that stands for it
        assertThat(sketch.quantile(0.60)).isCloseTo(50e6, within(50e6 * 0.008)); // middle of 0 and .1 s
        assertThat(sketch.quantile(0.61)).isCloseTo(400e6 / 3, within(1.1e6)); // 2 * .1 * .2 / (.1 + .2) s
        assertThat(sketch.quantile(0.98)).isCloseTo(2e9 / 7, within(2.3e6)); // 2 * .2 * .5 / (.2 + .5) s
        assertThat(sketch.max()).isEqualTo(500e6); // at least: the last bucket has no end
        assertThat(sketch.sum()).isCloseTo(13.5e9, within(1e3)); // the exporter's own: 215 - 201.5 s
        assertThat(report.unbounded()).isEqualTo(2);
        assertThat(report.histogramError()).isEqualTo(1); // a bucket begins at 0
    }

    @Test
    void aRestartedExporterCountsFromZeroAndItsErrorsAreErrors() throws IOException {
        ImportReport report =
                read(new PrometheusImporter(SCRAPED, null, List.of("handler")), "prometheus-1.txt", "prometheus-2.txt");

        OperationSummary pay = sink.values(OperationSummary.class).get(1);
        assertThat(pay.getOperation()).isEqualTo("http_request_duration_seconds /pay \"now\"");
        assertThat(pay.getErrorCount()).isEqualTo(4);
        assertThat(pay.getOkCount()).isZero();
        assertThat(report.skipped())
                .containsEntry("restart of an exporter: what it counted after the scrape before is not known", 1L)
                .containsEntry("first scrape of a series", 2L)
                .containsEntry("histogram without a unit of time in its name (--unit)", 2L)
                .containsEntry("sample of no histogram", 2L);
    }

    @Test
    void scrapesWithoutTimesAndSingleOnesAreRefused() {
        Importer untimed = new PrometheusImporter(List.of(), null, List.of());
        assertThatThrownBy(() -> read(untimed, "prometheus-1.txt", "prometheus-2.txt"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("--at");
        assertThatThrownBy(() -> read(new PrometheusImporter(SCRAPED, null, List.of()), "prometheus-1.txt"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("two files or more");
    }

    @Test
    void samplesMayBringTheirTimes() throws IOException {
        String first =
                "# TYPE t_seconds histogram\nt_seconds_bucket{le=\"1\"} 4 1772438400000\nt_seconds_bucket{le=\"+Inf\"} 4 1772438400000\n";
        String second = first.replace(" 4 1772438400000", " 9 1772438410000");
        ImportReport report = job(
                        new PrometheusImporter(List.of(), null, List.of()), true, write("a", first), write("b", second))
                .publish(sink, OptionalLong.empty());

        assertThat(report.values()).isEqualTo(5);
        assertThat(report.to()).isEqualTo(EIGHT.plusSeconds(10));
    }

    @Test
    void bucketsThatDoNotFitTogetherAreRefused() throws IOException {
        String first =
                "# TYPE t_seconds histogram\nt_seconds_bucket{le=\"1\"} 4\nt_seconds_bucket{le=\"2\"} 4\nt_seconds_bucket{le=\"+Inf\"} 4\n";
        for (String second : List.of(
                first.replace("le=\"2\"} 4", "le=\"3\"} 5"), // other bounds
                first.replace("le=\"2\"} 4", "le=\"2\"} 3"), // fewer up to 2 than up to 1
                first.replace("t_seconds_bucket{le=\"+Inf\"} 4\n", ""),
                first.replace("le=\"2\"} 4", "le=\"1\"} 4"))) {
            ImportReport report = job(
                            new PrometheusImporter(SCRAPED, null, List.of()),
                            false,
                            write("a", first),
                            write("b", second))
                    .publish(sink, OptionalLong.empty());
            assertThat(report.refused()).as(second).isPositive();
            assertThat(report.values()).isZero();
        }
    }

    @Test
    void columnsOfAnyCsvFileAreMapped() throws IOException {
        ImportReport report = read(orders(), "orders.csv");

        assertThat(measurements())
                .containsExactly(
                        tuple("read", at(0, 0), 1_500_000L, Outcome.OK),
                        tuple("write", at(250, 0), 250_000_000L, Outcome.ERROR),
                        tuple("write", at(1_000, 0), 5_000_000_000L, Outcome.TIMEOUT));
        assertThat(sink.measurements()).extracting(Measurement::getBytes).containsExactly(4_096L, 0L, 0L);
        assertThat(sink.measurements().get(2).getLabels()).isEqualTo(Map.of("region", "us; east"));
        String file = SAMPLES.resolve("orders.csv").toString();
        assertThat(report.problems())
                .containsExactly(
                        file + " line 4, took_us: '-1' us is no duration of 0 to 106 days",
                        file + " line 5, when: '02.03.2026 09:00' is no time of the pattern 'dd.MM.yyyy HH:mm:ss.SSS'",
                        file + " line 7: has 5 fields and the header 6");
    }

    @Test
    void aFileWithoutAColumnIsRefusedAsAWhole() throws IOException {
        Path file = write("other.jtl", "timeStamp,elapsed,label\n1772438400000,1,Home\n");

        assertThatThrownBy(() -> job(JMETER, false, file).publish(sink, OptionalLong.empty()))
                .isInstanceOf(ConfigException.class)
                .hasMessage(file + ": line 1 has no column 'success'; the columns are timeStamp, elapsed, label");
    }

    @Test
    void aStrictImportEndsWithTheFirstBadLine() {
        Path file = SAMPLES.resolve("orders.csv");
        assertThatThrownBy(() -> job(orders(), true, file).trial())
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith(file + " line 4, took_us: ");
    }

    @Test
    void aRunOfItsOwnFramesWhatWasImported() throws IOException {
        read(JMETER, "jmeter.jtl");

        assertThat(sink.values(RunEvent.class))
                .extracting(RunEvent::getRun, RunEvent::getPhase, RunEvent::getAt, RunEvent::getOrigin)
                .containsExactly(
                        tuple("run-7", RunPhase.STARTED, at(0, 0), Origin.IMPORTED),
                        tuple("run-7", RunPhase.FINISHED, at(30_500, 0), Origin.IMPORTED));
        assertThat(sink.values(RunEvent.class).get(0).getConfiguration())
                .containsEntry("import.files", "jmeter.jtl")
                .containsEntry("import.timestamp", "start");
        assertThat(sink.values(MeasurementBatch.class)).allSatisfy(batch -> {
            assertThat(batch.getOrigin()).isEqualTo(Origin.IMPORTED);
            assertThat(batch.getBoot()).isEqualTo("boot-7");
        });
    }

    @Test
    void aTrialSaysTheSameAndPublishesNothing() throws IOException {
        ImportReport trial = job(JMETER, false, SAMPLES.resolve("jmeter.jtl")).trial();
        assertThat(sink.records()).isEmpty();

        ImportReport real = read(JMETER, "jmeter.jtl");
        assertThat(trial).usingRecursiveComparison().ignoringFields("published").isEqualTo(real);
        assertThat(List.of(trial.published(), real.published())).containsExactly(false, true);
    }

    @Test
    void packedFilesAreUnpackedAndAlikeFilesHaveOneFingerprint() throws IOException {
        Path plain = SAMPLES.resolve("jmeter.jtl");
        Path packed = directory.resolve("jmeter.jtl.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            Files.copy(plain, out);
        }
        assertThat(job(JMETER, true, packed).publish(sink, OptionalLong.empty()).events())
                .isEqualTo(4);

        Path copy = Files.copy(plain, directory.resolve("copy.jtl"));
        String fingerprint = new ImportFiles(List.of(plain)).fingerprint(JMETER);
        assertThat(new ImportFiles(List.of(copy)).fingerprint(JMETER)).isEqualTo(fingerprint);
        assertThat(new ImportFiles(List.of(copy)).fingerprint(new JmeterImporter(true)))
                .as("read in another way, the events are others")
                .isNotEqualTo(fingerprint);
    }

    @Test
    void aStoppedImportIsNoRunThatHasEnded() throws IOException {
        AtomicInteger looks = new AtomicInteger();
        NodeIdentity identity = new NodeIdentity("shop", "run-7", "generator", "", Origin.IMPORTED, "", "");
        ImportPlan plan = new ImportPlan(
                identity, "boot-7", Duration.ofSeconds(1), false, events -> {}, () -> looks.incrementAndGet() > 2);
        ImportFiles files = new ImportFiles(List.of(SAMPLES.resolve("jmeter.jtl")));

        ImportReport report = new ImportJob(JMETER, files, plan, TOPICS).publish(sink, OptionalLong.empty());

        assertThat(report.complete()).isFalse();
        assertThat(report.events()).isEqualTo(2);
        assertThat(sink.records()) // what waits for its place in time would be cut otherwise the next time
                .isEmpty();
    }

    @Test
    void whatLiesFarFromItsPlaceInTimeIsCounted() {
        StringBuilder order = new StringBuilder();
        TimeOrder waiting = new TimeOrder(2, event -> order.append(event.operation()));
        for (String at : List.of("5000a", "1000b", "3000c", "4500d", "7000e", "3200f")) {
            Instant start = EIGHT.plusMillis(Long.parseLong(at.substring(0, 4)));
            waiting.add(new TimedEvent(at.substring(4), start, 0, Outcome.OK, 0, Map.of()));
        }
        waiting.end();

        assertThat(order).hasToString("bcdfae"); // f came when 4.5 s had been given on
        assertThat(waiting.late()).isEqualTo(1); // by 1.3 s
    }

    private static Instant at(long millis, long micros) {
        return EIGHT.plusMillis(millis).plusNanos(micros * 1_000);
    }

    private static Importer orders() {
        return new CsvImporter(new CsvMapping(
                "what",
                "",
                "when",
                false,
                TimeFormat.of("dd.MM.yyyy HH:mm:ss.SSS", "Europe/Berlin"),
                "took_us",
                TimeUnits.US,
                "result",
                List.of("done"),
                List.of("gave up"),
                "size",
                List.of("region"),
                ';'));
    }

    private ImportReport read(Importer importer, String... names) throws IOException {
        Path[] files = List.of(names).stream().map(SAMPLES::resolve).toArray(Path[]::new);
        return job(importer, false, files).publish(sink, OptionalLong.empty());
    }

    private static ImportJob job(Importer importer, boolean strict, Path... files) {
        NodeIdentity identity = new NodeIdentity("shop", "run-7", "generator", "", Origin.IMPORTED, "", "");
        ImportPlan plan = new ImportPlan(identity, "boot-7", Duration.ofSeconds(1), strict, events -> {}, () -> false);
        return new ImportJob(importer, new ImportFiles(List.of(files)), plan, TOPICS);
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    private List<Tuple> measurements() {
        return sink.measurements().stream()
                .map(m -> tuple(m.getOperation(), m.getIntendedStart(), m.getDurationNanos(), m.getOutcome()))
                .toList();
    }
}
