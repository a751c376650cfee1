package io.plumbline.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumbline.schemas.event.WindowStats;
import io.plumbline.sink.database.Failure;
import io.plumbline.sink.route.Decoded;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each value that somebody may send by mistake has a decided fate: stored as it is, or set aside with its reason. */
public abstract class OddValuesContract extends DatabaseContract {
    private static final int LONG_TEXT = 5_000_000;

    private RecordPath path;
    private int next;

    protected OddValuesContract(TestServer server) {
        super(server);
    }

    @BeforeAll
    void startRegistry() {
        path = new RecordPath();
    }

    @AfterAll
    void stopRegistry() {
        if (path != null) {
            path.close();
        }
    }

    static Stream<Arguments> setAsideBeforeTheDatabase() {
        return Stream.of(
                odd("U+0000", w -> w.setRelease("a\0b"), "column release cannot hold the character U+0000"),
                odd("NaN", w -> w.setMeanNanos(Double.NaN), "column mean_ns cannot hold the number NaN"),
                odd(
                        "infinity",
                        w -> w.setMaxNanos(Double.POSITIVE_INFINITY),
                        "column max_ns cannot hold the number Infinity"),
                odd(
                        "more events than the sketch holds",
                        w -> w.setCount(4),
                        "the window counts 4 events, its sketch holds 3"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void setAsideBeforeTheDatabase(String name, Consumer<WindowStats> change, String reason) {
        assertThat(decoded(change))
                .isInstanceOfSatisfying(
                        Decoded.SetAside.class,
                        aside -> assertThat(aside.refused().reason()).isEqualTo(reason));
    }

    static Stream<Arguments> poisonToTheDatabase() {
        return Stream.of(
                odd("a negative duration", w -> w.setMinNanos(-1.0), "23514"),
                odd("a negative count", w -> w.setLateCount(-1), "23514"),
                odd("a window of no length", w -> w.setWindowMillis(0), "23514"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void poisonToTheDatabase(String name, Consumer<WindowStats> change, String state) {
        assertThatThrownBy(() -> store(change)).isInstanceOfSatisfying(SQLException.class, e -> {
            assertThat(e.getSQLState()).isEqualTo(state);
            assertThat(Failure.of(e)).isEqualTo(Failure.POISON);
        });
    }

    /** It is not the row's fault that a batch is too large for the server, but of one row alone it is. */
    @Test
    void fiveMegabytesInAKeyArePoisonOnceTheyStandAlone() {
        assertThatThrownBy(() -> store(window -> window.setOperation("o".repeat(LONG_TEXT))))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(Failure.of(e)).isEqualTo(Failure.SPLIT));
    }

    @Test
    void fiveMegabytesElsewhereAreStored() throws SQLException {
        store(window -> window.setRelease("r".repeat(LONG_TEXT)));

        assertThat(database.count("plumbline.window_stats WHERE length(release) = " + LONG_TEXT))
                .isEqualTo(1);
    }

    @Test
    void timesKeepTheirMicrosecondsInUtcFromTheFirstYearOn() throws SQLException {
        String[] times = {"0001-01-01T00:00:00.000001Z", "2026-03-29T01:30:00.123456Z", "9999-12-31T23:59:59.999999Z"};
        for (String time : times) {
            store(window -> window.setWindowStart(Instant.parse(time)));
            assertThat(database.count("plumbline.window_stats WHERE window_start = '" + time + "'"))
                    .as(time)
                    .isEqualTo(1);
        }
        assertThat(database.query("SELECT to_char(window_start AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')"
                        + " FROM plumbline.window_stats WHERE window_start BETWEEN '2026-03-29' AND '2026-03-30'"))
                .isEqualTo("2026-03-29 01:30:00.123456");
    }

    @Test
    void theYear300000CannotEvenBeSent() {
        assertThatThrownBy(() -> decoded(window -> window.setWindowStart(Instant.parse("+300000-01-01T00:00:00Z"))))
                .hasRootCauseInstanceOf(ArithmeticException.class);
    }

    @Test
    void halfASurrogatePairArrivesAsTheReplacementCharacter() throws SQLException {
        WindowStats window = Events.window(next++);
        window.setOperation("lone:XYZ");
        byte[] value = path.bytes(path.topics.windowStats(), window);
        int at = new String(value, StandardCharsets.ISO_8859_1).indexOf("XYZ");
        System.arraycopy(
                new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80}, 0, value, at, 3); // U+D800, which UTF-8 has not

        path.store(database, ((Decoded.Stored) path.decode(path.topics.windowStats(), value)).rows());

        assertThat(database.query("SELECT operation FROM plumbline.window_stats WHERE operation LIKE 'lone:%'"))
                .isEqualTo("lone:\uFFFD");
    }

    private static Arguments odd(String name, Consumer<WindowStats> change, String fate) {
        return Arguments.of(name, change, fate);
    }

    private Decoded decoded(Consumer<WindowStats> change) {
        WindowStats window = Events.window(next++);
        change.accept(window);
        return path.decode(path.topics.windowStats(), path.bytes(path.topics.windowStats(), window));
    }

    private void store(Consumer<WindowStats> change) throws SQLException {
        path.store(database, ((Decoded.Stored) decoded(change)).rows());
    }
}
