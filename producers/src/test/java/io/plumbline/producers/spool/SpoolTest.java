package io.plumbline.producers.spool;

import static io.plumbline.producers.spool.Batches.batch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumbline.producers.spool.SpoolConfig.Use;
import io.plumbline.producers.spool.SpoolConfig.WhenFull;
import io.plumbline.settings.ConfigException;
import io.plumbline.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {
    private static final int LEAST_BYTES = 256 << 10;

    @TempDir
    Path directory;

    @Test
    void whatWasKeptIsReadInOrderByTheNextOneAsItWas() throws Exception {
        List<SpoolRecord> records = records(0, 10);
        try (Spool spool = open()) {
            spool.append(records.subList(0, 4), 0);
            spool.append(records.subList(4, 10), 0);
        }
        try (Spool next = open()) {
            assertThat(readAll(next)).extracting(Kept::record).isEqualTo(records);
        }
    }

    @Test
    void whatWasReadButNotAcknowledgedComesAgain() throws Exception {
        try (Spool spool = open()) {
            spool.append(records(0, 3), 0);
            Kept first = spool.next().orElseThrow();
            spool.next();
            spool.acknowledge(first.position());
        }
        try (Spool next = open()) {
            assertThat(readAll(next)).extracting(Kept::record).isEqualTo(records(1, 3));
        }
    }

    @Test
    void anAcknowledgementOutOfOrderDeletesNothingBeforeIt() throws Exception {
        try (Spool spool = open()) {
            spool.append(records(0, 3), 0);
            List<Kept> all = readAll(spool);
            spool.acknowledge(all.get(2).position());
        }
        try (Spool next = open()) {
            assertThat(readAll(next)).extracting(Kept::record).isEqualTo(records(0, 3));
        }
    }

    @Test
    void whenAllIsAcknowledgedNoSegmentIsLeftAndNumbersGoOn() throws Exception {
        try (Spool spool = open()) {
            spool.append(records(0, 3), 0);
            readAll(spool).forEach(kept -> spool.acknowledge(kept.position()));
            spool.tidy();
            spool.clear();
            assertThat(files()).isEmpty();
            assertThat(spool.statistics()).isEqualTo(new SpoolStatistics(0, 3, 3, 0, 0));
        }
        try (Spool next = open()) { // must not take what it keeps for what was acknowledged before
            next.append(records(3, 6), 0);
        }
        try (Spool last = open()) {
            assertThat(readAll(last)).extracting(Kept::record).isEqualTo(records(3, 6));
        }
    }

    @Test
    void whatIsUnderWayAlreadyWaitsForItsAcknowledgementOnly() throws Exception {
        try (Spool spool = open()) {
            List<Position> positions = spool.append(records(0, 3), 2).orElseThrow();
            assertThat(spool.next()).map(Kept::record).contains(records(2, 3).get(0));
            assertThat(spool.hasUnread()).isFalse();
            spool.acknowledge(positions.get(0));
        }
        try (Spool next = open()) {
            assertThat(readAll(next)).extracting(Kept::record).isEqualTo(records(1, 3));
        }
    }

    @Test
    void aTornTailIsCutAndCountedAndTheRestIsRead() throws Exception {
        try (Spool spool = open()) {
            spool.append(records(0, 3), 0);
        }
        Path file = files().get(0);
        Files.write(file, java.util.Arrays.copyOf(Files.readAllBytes(file), (int) Files.size(file) - 5));

        try (Spool next = open()) {
            assertThat(readAll(next)).extracting(Kept::record).isEqualTo(records(0, 2));
            assertThat(next.statistics().damaged()).isEqualTo(1);
        }
    }

    @Test
    void aDamagedRecordInTheMiddleIsSkippedAndTheOneAfterItSaysSo() throws Exception {
        try (Spool spool = open()) {
            spool.append(records(0, 3), 0);
        }
        Path file = files().get(0);
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2]++;
        Files.write(file, bytes);

        try (Spool next = open()) {
            List<Kept> all = readAll(next);
            assertThat(all)
                    .extracting(Kept::record)
                    .containsExactly(records(0, 1).get(0), records(2, 3).get(0));
            assertThat(all).extracting(Kept::afterDamage).containsExactly(false, true);
            assertThat(next.statistics().damaged()).isEqualTo(1);
        }
    }

    @Test
    void aRecordWhoseSchemaIsGoneIsSkippedNotTheEndOfAll() throws Exception {
        try (Spool spool = open()) {
            spool.append(records(0, 1), 0);
        }
        for (Path schema : files(".avsc")) {
            Files.delete(schema);
        }
        try (Spool next = open()) {
            assertThat(next.next()).isEmpty();
            assertThat(next.statistics().damaged()).isEqualTo(1);
        }
    }

    @Test
    void aFullSpoolKeepsNothingMoreUntilSomethingIsAcknowledged() throws Exception {
        try (Spool spool = open()) {
            int kept = fill(spool);
            assertThat(spool.statistics().bytes()).isLessThanOrEqualTo(LEAST_BYTES);
            assertThat(spool.append(records(kept, kept + 1), 0)).isEmpty();
            readAll(spool).forEach(record -> spool.acknowledge(record.position()));
            spool.tidy();
            assertThat(spool.append(records(kept, kept + 1), 0)).isPresent();
            assertThat(spool.next())
                    .map(Kept::record)
                    .contains(records(kept, kept + 1).get(0));
        }
    }

    @Test
    void droppingTheOldestTakesNothingThatIsUnderWay() throws Exception {
        try (Spool spool = open()) {
            fill(spool);
            SpoolRecord first = spool.next().orElseThrow().record();
            assertThat(spool.dropOldest()).isTrue();
            assertThat(first).isEqualTo(records(0, 1).get(0));
        }
        try (Spool next = open()) { // the first segment is still there, the second is not
            List<SpoolRecord> rest = readAll(next).stream().map(Kept::record).toList();
            int segment = (int) rest.stream()
                    .takeWhile(record -> rest.indexOf(record) == index(record))
                    .count();
            assertThat(segment).isPositive();
            assertThat(index(rest.get(segment))).isGreaterThan(segment);
            assertThat(rest).endsWith(declared(segment, index(rest.get(segment))));
        }
    }

    @Test
    void aKillInTheMiddleOfADropDeclaresItAllTheSameAndDeliversNoneOfIt() throws Exception {
        try (Spool spool = open()) {
            fill(spool);
        }
        Path second = files().get(1);
        Files.move(second, second.resolveSibling(second.getFileName() + ".dropped"));

        try (Spool next = open()) {
            List<SpoolRecord> rest = readAll(next).stream().map(Kept::record).toList();
            SpoolRecord declaration = rest.get(rest.size() - 1);
            assertThat(declaration.topic()).isEqualTo("declared");
            assertThat(rest.subList(0, rest.size() - 1))
                    .extracting(SpoolTest::index)
                    .noneMatch(index ->
                            index >= declaration.timestampMillis() && index < Long.parseLong(declaration.key()));
            assertThat(files(".dropped")).isEmpty();
        }
    }

    @Test
    void aDirectoryServesOneAgent() throws Exception {
        try (Spool spool = open()) {
            assertThat(spool.hasUnread()).isFalse();
            assertThatThrownBy(this::open).isInstanceOf(ConfigException.class).hasMessageContaining("in use");
        }
        open().close();
    }

    @Test
    void settingsNameWhatIsWrong() {
        assertThat(SpoolConfig.from(Settings.of(Map.of()))).isEmpty();
        assertThat(SpoolConfig.from(
                        Settings.of(Map.of("agent.spool.directory", "/d", "agent.spool.when.full", "drop-oldest"))))
                .hasValueSatisfying(config -> assertThat(config.whenFull()).isEqualTo(WhenFull.DROP_OLDEST));
        assertThatThrownBy(() -> SpoolConfig.from(Settings.of(Map.of("agent.spool.when.full", "drop-all"))))
                .hasMessageContaining("agent.spool.when.full must be one of [drop-newest, drop-oldest]");
        assertThatThrownBy(() -> SpoolConfig.from(Settings.of(Map.of("agent.spool.bytes", "1"))))
                .hasMessageContaining("agent.spool.bytes");
    }

    private Spool open() {
        return Spool.open(
                new SpoolConfig(directory, LEAST_BYTES, false, Use.OUTAGE, Duration.ofSeconds(1), WhenFull.DROP_NEWEST),
                SpoolTest::declaration);
    }

    /** In place of records: one that says from and up to which index they went. */
    private static List<SpoolRecord> declaration(List<SpoolRecord> dropped) {
        return List.of(declared(index(dropped.get(0)), index(dropped.get(dropped.size() - 1)) + 1));
    }

    private static SpoolRecord declared(int from, int to) {
        return new SpoolRecord(
                "declared", Integer.toString(to), from, batch("boot", 0, 0).value());
    }

    /** Appends one by one until there is no room; returns how many there were. */
    private static int fill(Spool spool) throws IOException {
        int index = 0;
        while (spool.append(records(index, index + 1), 0).isPresent()) {
            index++;
        }
        return index;
    }

    private static List<SpoolRecord> records(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> batch("boot", 20L * i, 20))
                .toList();
    }

    private static int index(SpoolRecord record) {
        return (int) ((record.timestampMillis() - 1_000_000) / 20);
    }

    private static List<Kept> readAll(Spool spool) {
        List<Kept> all = new ArrayList<>();
        for (Optional<Kept> next = spool.next(); next.isPresent(); next = spool.next()) {
            all.add(next.get());
        }
        return all;
    }

    private List<Path> files() throws IOException {
        return files(".spool");
    }

    private List<Path> files(String suffix) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(suffix))
                    .sorted()
                    .toList();
        }
    }
}
