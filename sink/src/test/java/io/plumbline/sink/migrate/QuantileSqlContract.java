package io.plumbline.sink.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.plumbline.sink.DatabaseContract;
import io.plumbline.sink.TestServer;
import io.plumbline.sink.database.PackedCounts;
import io.plumbline.sketch.Buckets;
import io.plumbline.sketch.QuantileInterval;
import io.plumbline.sketch.Sketch;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The SQL functions give what {@link Sketch} gives, to the last bit. */
public abstract class QuantileSqlContract extends DatabaseContract {
    private static final double[] QUANTILES = {0, 0.001, 0.05, 0.07, 0.1, 0.25, 1 / 3.0, 0.5, 0.9, 0.95, 0.99, 0.999, 1
    };

    private Connection connection;

    protected QuantileSqlContract(TestServer server) {
        super(server);
    }

    @BeforeAll
    void connect() throws SQLException {
        connection = database.connect();
        database.execute("CREATE TABLE part (seed bigint, lo integer, counts bigint[], min double precision,"
                + " max double precision, packed bytea GENERATED ALWAYS AS (plumbline.pack_counts(counts)) STORED)");
    }

    @AfterAll
    void disconnect() throws SQLException {
        if (connection != null) {
            connection.close();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void mergesLikeTheSketch(long seed) throws SQLException {
        SplittableRandom random = new SplittableRandom(seed);
        Sketch all = new Sketch();
        double[] values = new double[0];
        int parts = 1 + random.nextInt(40);
        for (int part = 0; part < parts; part++) {
            double[] mine = values(random, random.nextInt(60));
            Sketch sketch = sketchOf(mine);
            insert(seed, sketch);
            all.merge(sketch);
            values = concatenated(values, mine);
        }

        Arrays.sort(values);
        for (double q : QUANTILES) {
            double expected = all.quantile(q);
            assertThat(number("plumbline.quantile(" + q + ", lo, counts, min, max)", seed))
                    .as("q %s of seed %d", q, seed)
                    .isEqualTo(expected);
            assertThat(number("plumbline.sketch_quantile(" + q + ", plumbline.merge(lo, counts, min, max))", seed))
                    .isEqualTo(expected);
            assertThat(number("plumbline.quantile(" + q + ", lo, packed, min, max)", seed))
                    .isEqualTo(expected);
            assertThat(number("plumbline.sketch_quantile(" + q + ", plumbline.merge(lo, packed, min, max))", seed))
                    .isEqualTo(expected);
            double exact = values[(int) Sketch.rank(q, values.length) - 1];
            assertThat(expected).isCloseTo(exact, within(error(exact)));
            assertThat(number("plumbline.quantile(" + q + ", lo, counts)", seed))
                    .isCloseTo(exact, within(error(exact)))
                    .isEqualTo(number("plumbline.quantile(" + q + ", lo, packed)", seed));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15, 16})
    void packsCountsAsTheSinkDoesAndGivesThemBack(long seed) throws SQLException {
        SplittableRandom random = new SplittableRandom(seed);
        long[] counts = random.longs(200)
                .map(bits -> bits >>> random.nextInt(1, Long.SIZE)) // of any number of bits
                .map(count -> random.nextInt(3) > 0 ? 0 : count)
                .toArray();
        Object[] boxed = Arrays.stream(counts).boxed().toArray();

        try (PreparedStatement statement =
                connection.prepareStatement("SELECT plumbline.pack_counts(?), plumbline.counts(?)")) {
            statement.setArray(1, connection.createArrayOf("bigint", boxed));
            statement.setBytes(2, PackedCounts.of(counts));
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                assertThat(row.getBytes(1)).isEqualTo(PackedCounts.of(counts));
                assertThat((Object[]) row.getArray(2).getArray()).isEqualTo(boxed);
            }
        }
    }

    @Test
    void mergesLargeCountsAmongSmallOnes() throws SQLException {
        String counts = "'{3,0,0,127,128,0,9007199254740991,1}'";
        assertThat(query("SELECT plumbline.quantile(0.999999, 70000, plumbline.pack_counts(" + counts + "))"))
                .isEqualTo(query("SELECT plumbline.quantile(0.999999, 70000, " + counts + "::bigint[])"))
                .isEqualTo(query("SELECT plumbline.bucket_middle(70006)"));
    }

    @Test
    void mergesTheSameInParallel() throws SQLException {
        SplittableRandom random = new SplittableRandom(77);
        Sketch all = new Sketch();
        for (int part = 0; part < 500; part++) {
            Sketch sketch = sketchOf(values(random, 1 + random.nextInt(20)));
            insert(77, sketch);
            all.merge(sketch);
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "SET parallel_setup_cost = 0; SET parallel_tuple_cost = 0; SET min_parallel_table_scan_size = 0;"
                            + " SET debug_parallel_query = on");
            assertThat(number("plumbline.quantile(0.99, lo, counts, min, max)", 77))
                    .isEqualTo(all.quantile(0.99));
            statement.execute("RESET ALL");
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {31, 32, 33, 34, 35, 36, 37, 38})
    void boundsQuantilesAsTheIntervalDoes(long seed) throws SQLException {
        SplittableRandom random = new SplittableRandom(seed);
        Sketch all = sketchOf(values(random, 1 + random.nextInt(seed % 2 == 0 ? 100 : 3_000)));
        insert(seed, all);

        for (double q : new double[] {.05, .5, .95, .99}) {
            QuantileInterval interval = QuantileInterval.of(q, all.count());
            String merged = "plumbline.merge(lo, counts, min, max)";
            assertThat(number("plumbline.sketch_low(" + q + ", " + merged + ")", seed))
                    .isEqualTo(interval.lowIn(all));
            assertThat(number("plumbline.sketch_high(" + q + ", " + merged + ")", seed))
                    .isEqualTo(interval.highIn(all));
        }
    }

    @Test
    void boundsAtTheSameRanksForEveryNumberOfSamples() throws SQLException {
        Object[] sizes = LongStream.concat(
                        LongStream.rangeClosed(0, 1_000),
                        new SplittableRandom(3).doubles(500, 3, 12).mapToLong(digits -> (long) Math.pow(10, digits)))
                .boxed()
                .toArray();
        for (double q : new double[] {.01, .5, .95, .99}) {
            try (PreparedStatement statement = connection.prepareStatement(
                    "SELECT n, low, high" + " FROM unnest(?::bigint[]) AS n, plumbline.interval_ranks(?, n)")) {
                statement.setArray(1, connection.createArrayOf("bigint", sizes));
                statement.setDouble(2, q);
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        assertThat(new QuantileInterval(row.getLong(2), row.getLong(3), row.getLong(1)))
                                .isEqualTo(QuantileInterval.of(q, row.getLong(1)));
                    }
                }
            }
        }
    }

    @Test
    void nothingHasNoQuantile() throws SQLException {
        insert(100, new Sketch());

        assertThat(query("SELECT plumbline.quantile(0.5, lo, counts, min, max) FROM part WHERE seed = 100"))
                .isNull();
        assertThat(query("SELECT plumbline.quantile(0.5, lo, counts, min, max) FROM part WHERE false"))
                .isNull();
        assertThat(query("SELECT plumbline.sketch_quantile(0.5, 0, '{}'::bigint[], 0, 0)"))
                .isNull();
        assertThat(query("SELECT plumbline.sketch_high(0.5, NULL)")).isNull();
        assertThat(query("SELECT plumbline.sketch_low(0.5, ROW(0, '{}', NULL, NULL)::plumbline.sketch)"))
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-0.01", "1.01", "'NaN'"})
    void refusesWhatIsNoQuantile(String q) {
        for (String call :
                new String[] {"sketch_quantile(" + q + ", 70000, '{1}'::bigint[], 1, 1)", "interval_ranks(" + q + ", 9)"
                }) {
            assertThatThrownBy(() -> query("SELECT plumbline." + call))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("22023"));
        }
    }

    @Test
    void everyBucketHasItsMiddle() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT bucket, plumbline.bucket_middle(bucket)"
                        + " FROM generate_series(" + Buckets.LOWEST + ", " + Buckets.HIGHEST + ") AS bucket")) {
            int count = 0;
            while (rows.next()) {
                assertThat(rows.getDouble(2)).isEqualTo(Buckets.middle(rows.getInt(1)));
                count++;
            }
            assertThat(count).isEqualTo(Buckets.HIGHEST - Buckets.LOWEST + 1);
        }
    }

    @Test
    void ranksLikeTheSketchAlsoOnTies() throws SQLException {
        SplittableRandom random = new SplittableRandom(9);
        long[] sizes = LongStream.concat(
                        LongStream.of(0, 1, 2, 3, 100, 1_000_000_007L, 1L << 53, (1L << 53) + 1, Long.MAX_VALUE),
                        random.longs(200, 1, 10_000))
                .toArray();
        try (PreparedStatement statement = connection.prepareStatement("SELECT plumbline.nearest_rank(?, ?)")) {
            for (long n : sizes) {
                for (double q : new double[] {0, 0.07, 0.29, 0.5, 0.9, 0.99, 1, random.nextInt(101) / 100.0}) {
                    statement.setDouble(1, q);
                    statement.setLong(2, n);
                    try (ResultSet row = statement.executeQuery()) {
                        row.next();
                        assertThat(row.getLong(1))
                                .as("rank of %s among %d", q, n)
                                .isEqualTo(Sketch.rank(q, n));
                    }
                }
            }
        }
    }

    /** The stated error: relative from 1 on; below 1 there is only one bucket. */
    private static double error(double exact) {
        return exact < 1 ? 0.5 : exact * Buckets.RELATIVE_ERROR;
    }

    /** From far below 1 to hours in nanoseconds, with repetitions. */
    private static double[] values(SplittableRandom random, int count) {
        double[] result = new double[count];
        for (int i = 0; i < count; i++) {
            double size = Math.pow(10, random.nextDouble(-2, 13));
            result[i] = random.nextInt(3) == 0 ? Math.rint(size) : size;
        }
        return result;
    }

    private static double[] concatenated(double[] a, double[] b) {
        double[] result = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, result, a.length, b.length);
        return result;
    }

    private static Sketch sketchOf(double[] values) {
        Sketch sketch = new Sketch();
        Arrays.stream(values).forEach(sketch::record);
        return sketch;
    }

    private void insert(long seed, Sketch sketch) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("INSERT INTO part VALUES (?, ?, ?, ?, ?, DEFAULT)")) {
            statement.setLong(1, seed);
            statement.setInt(2, sketch.lo());
            statement.setArray(
                    3,
                    connection.createArrayOf(
                            "bigint", Arrays.stream(sketch.counts()).boxed().toArray()));
            statement.setObject(4, sketch.isEmpty() ? null : sketch.min(), java.sql.Types.DOUBLE);
            statement.setObject(5, sketch.isEmpty() ? null : sketch.max(), java.sql.Types.DOUBLE);
            statement.executeUpdate();
        }
    }

    private Double number(String expression, long seed) throws SQLException {
        return query("SELECT " + expression + " FROM part WHERE seed = " + seed);
    }

    private Double query(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            double value = rows.getDouble(1);
            return rows.wasNull() ? null : value;
        }
    }
}
