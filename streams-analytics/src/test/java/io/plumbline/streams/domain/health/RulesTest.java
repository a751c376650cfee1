package io.plumbline.streams.domain.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each rule makes of its figures. */
class RulesTest {
    private static final Period WINDOW = new Period(1_000_000, 10_000_000);
    private static final double MILLI = 1e6;
    private static final Limits SHARE = new Limits(0.01, 0.05);

    private final OperationRules operations = new OperationRules(
            new Components(new NamePatterns<>(Map.of("consensus.*", "consensus", "signature.*", "security"))),
            SHARE,
            new Limits(0, 10),
            new NamePatterns<>(Map.of("consensus.*", new Limits(100 * MILLI, 200 * MILLI))),
            new NamePatterns<>(Map.of("*", new Limits(500 * MILLI, 1_000 * MILLI))));
    private final ResourceRules resources =
            new ResourceRules(new Limits(0.8, 0.95), new Limits(0.1, 0.5), new Limits(0.9, 0.97));
    private final TransportRules transport =
            new TransportRules(SHARE, SHARE, Optional.of(new Limits(100 * MILLI, 200 * MILLI)));

    @ParameterizedTest
    @CsvSource({
        "0, 0, HEALTHY",
        "1, 0, HEALTHY", // 0.2 % for sure: chance explains the rest
        "5, 0, DEGRADED",
        "0, 5, DEGRADED",
        "3, 2, DEGRADED",
        "9, 9, CRITICAL"
    })
    void errorsAndTimeoutsTogetherAreFailures(long errors, long timeouts, Status status) {
        Reason reason = only(Code.FAILURE_SHARE, operations.judge(counts("consensus.round", 200, errors, timeouts)));

        assertThat(reason.status()).isEqualTo(status);
        assertThat(reason.value()).isEqualTo((errors + timeouts) / 200.0);
        assertThat(reason.threshold()).isEqualTo(status == Status.CRITICAL ? 0.05 : 0.01);
        assertThat(reason.aspect()).isEqualTo(new Aspect("a", "consensus", Code.FAILURE_SHARE, "consensus.round"));
        assertThat(reason.period()).isEqualTo(WINDOW);
    }

    @Test
    void aReasonIsASentence() {
        assertThat(only(Code.FAILURE_SHARE, operations.judge(counts("checkout", 200, 10, 0)))
                        .text())
                .isEqualTo("10 of 200 events of checkout failed (5.00 %, surely 3.01 %); limit 1.00 %");
    }

    @Test
    void aWindowWithoutEventsSaysNothing() {
        assertThat(operations.judge(counts("signature.verify", 0, 0, 0))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0, HEALTHY", "1, DEGRADED", "10, DEGRADED", "11, CRITICAL"})
    void errorsInSecurityAreEvidenceHoweverManyEventsThereAre(long errors, Status status) {
        Reason reason = only(Code.EVIDENCE, operations.judge(counts("signature.verify", 1_000_000, errors, 0)));

        assertThat(reason.status()).isEqualTo(status);
        assertThat(reason.value()).isEqualTo((double) errors);
        assertThat(reason.unit()).isEqualTo(Unit.COUNT);
    }

    @Test
    void errorsInSecurityAreNoFailuresButTimeoutsAre() {
        List<Reason> attacked = operations.judge(counts("signature.verify", 20, 20, 0));
        assertThat(attacked).extracting(reason -> reason.aspect().code()).containsExactly(Code.EVIDENCE);

        List<Reason> slow = operations.judge(counts("signature.verify", 20, 10, 10));
        assertThat(only(Code.FAILURE_SHARE, slow).value()).isEqualTo(1);
    }

    @Test
    void elsewhereErrorsAreNoEvidence() {
        assertThat(operations.judge(counts("checkout", 20, 20, 0)))
                .extracting(reason -> reason.aspect().code())
                .containsExactly(Code.FAILURE_SHARE);
    }

    @ParameterizedTest
    @CsvSource({"99, HEALTHY", "101, DEGRADED", "201, CRITICAL"})
    void aPercentileIsJudgedByTheLowerEndOfItsInterval(double lowMillis, Status status) {
        Reason reason = only(Code.P95, operations.judge(percentiles("consensus.round", 300, lowMillis, null)));

        assertThat(reason.status()).isEqualTo(status);
        assertThat(reason.value()).isEqualTo(300 * MILLI);
        assertThat(reason.unit()).isEqualTo(Unit.NANOS);
    }

    @Test
    void aPercentileWithoutAnIntervalIsNotJudged() {
        assertThat(operations.judge(percentiles("consensus.round", 300, null, null)))
                .noneMatch(reason -> reason.aspect().code() == Code.P95);
    }

    @Test
    void aPercentileWithoutATargetIsNotJudged() {
        assertThat(operations.judge(percentiles("checkout", 300, 299.0, 299.0)))
                .extracting(reason -> reason.aspect().code())
                .containsExactly(Code.FAILURE_SHARE, Code.P99);
    }

    @Test
    void countsThatContradictEachOtherAreRefused() {
        assertThatThrownBy(() -> counts("checkout", 3, 2, 2)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"0.8, HEALTHY", "0.81, DEGRADED", "0.96, CRITICAL"})
    void busyProcessorsDegrade(double cpu, Status status) {
        Reason reason = only(Code.CPU, resources.judge(new ResourceFigures("a", WINDOW, cpu, null, null, null)));

        assertThat(reason.status()).isEqualTo(status);
        assertThat(reason.aspect().component()).isEqualTo(Components.NODE);
    }

    @ParameterizedTest
    @CsvSource({"0.1, HEALTHY", "0.11, DEGRADED", "0.51, CRITICAL"})
    void aQuotaThatHoldsTheProcessBackDegrades(double throttled, Status status) {
        List<Reason> reasons = resources.judge(new ResourceFigures("a", WINDOW, null, throttled, null, null));

        assertThat(only(Code.CPU_THROTTLED, reasons).status()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"900, HEALTHY", "901, DEGRADED", "971, CRITICAL"})
    void memoryNearItsLimitDegrades(double bytes, Status status) {
        List<Reason> reasons = resources.judge(new ResourceFigures("a", WINDOW, null, null, bytes, 1_000.0));

        assertThat(only(Code.MEMORY, reasons).status()).isEqualTo(status);
        assertThat(only(Code.MEMORY, reasons).value()).isEqualTo(bytes / 1_000);
    }

    @Test
    void whatANodeDoesNotMeasureIsNotJudged() {
        assertThat(resources.judge(new ResourceFigures("a", WINDOW, null, null, 900.0, null)))
                .isEmpty();
        assertThat(resources.judge(new ResourceFigures("a", WINDOW, null, null, null, 1_000.0)))
                .isEmpty();
        assertThat(transport.judge(new TransportFigures("a", WINDOW, 0, 0, null, null, null)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1, HEALTHY", "20, DEGRADED", "100, CRITICAL"})
    void lostPacketsDegradeTheNetwork(long lost, Status status) {
        List<Reason> reasons = transport.judge(new TransportFigures("a", WINDOW, 0, 0, 1_000L, lost, null));

        assertThat(only(Code.PACKET_LOSS, reasons).status()).isEqualTo(status);
        assertThat(only(Code.PACKET_LOSS, reasons).aspect().component()).isEqualTo(Components.NETWORK);
    }

    @ParameterizedTest
    @CsvSource({"1000, HEALTHY", "980, DEGRADED", "900, CRITICAL"})
    void connectionsThatFailDegradeTheNetwork(long made, Status status) {
        List<Reason> reasons = transport.judge(new TransportFigures("a", WINDOW, 1_000, made, null, null, null));

        assertThat(only(Code.CONNECTIONS, reasons).status()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"100, HEALTHY", "101, DEGRADED", "201, CRITICAL"})
    void aLongRoundTripDegradesTheNetwork(double millis, Status status) {
        List<Reason> reasons = transport.judge(new TransportFigures("a", WINDOW, 0, 0, null, null, millis * MILLI));

        assertThat(only(Code.ROUND_TRIP, reasons).status()).isEqualTo(status);
    }

    @Test
    void aRoundTripWithoutATargetIsNotJudged() {
        assertThat(new TransportRules(SHARE, SHARE, Optional.empty())
                        .judge(new TransportFigures("a", WINDOW, 0, 0, null, null, 1e12)))
                .isEmpty();
    }

    @Test
    void onlyWhatWasLostSinceTheLastAccountIsJudged() {
        DeliveryAccount before = new DeliveryAccount(1_000, 500, 0);

        assertThat(before.judge("a", new DeliveryAccount(2_000, 500, 10_000_000), new Limits(0, 0.01)))
                .hasValueSatisfying(reason -> {
                    assertThat(reason.status()).isEqualTo(Status.HEALTHY);
                    assertThat(reason.value()).isZero();
                    assertThat(reason.period()).isEqualTo(new Period(0, 10_000_000));
                });
        assertThat(before.judge("a", new DeliveryAccount(2_000, 505, 10_000_000), new Limits(0, 0.01)))
                .hasValueSatisfying(reason -> {
                    assertThat(reason.status()).isEqualTo(Status.DEGRADED);
                    assertThat(reason.value()).isCloseTo(0.005, within(1e-12));
                });
        assertThat(before.judge("a", new DeliveryAccount(2_000, 511, 10_000_000), new Limits(0, 0.01)))
                .hasValueSatisfying(reason -> assertThat(reason.status()).isEqualTo(Status.CRITICAL));
    }

    @Test
    void aGapThatFilledIsNoLoss() {
        assertThat(new DeliveryAccount(1_000, 500, 0)
                        .judge("a", new DeliveryAccount(2_000, 0, 10_000_000), new Limits(0, 0.01)))
                .hasValueSatisfying(reason -> assertThat(reason.value()).isZero());
    }

    @Test
    void whereNothingWasMeasuredNothingWasLost() {
        assertThat(new DeliveryAccount(1_000, 500, 0)
                        .judge("a", new DeliveryAccount(1_000, 500, 10_000_000), new Limits(0, 0.01)))
                .isEmpty();
    }

    @Test
    void theLongestPatternThatMatchesDecides() {
        NamePatterns<String> patterns =
                new NamePatterns<>(Map.of("*", "any", "consensus.*", "consensus", "consensus.vote", "vote"));

        assertThat(patterns.find("consensus.vote")).contains("vote");
        assertThat(patterns.find("consensus.votes")).contains("consensus");
        assertThat(patterns.find("consensusXvote")).contains("any");
        assertThat(new NamePatterns<>(Map.of("a*c", 1)).find("ab")).isEmpty();
    }

    private static Reason only(Code code, List<Reason> reasons) {
        List<Reason> found =
                reasons.stream().filter(r -> r.aspect().code() == code).toList();
        assertThat(found).as(code.name()).hasSize(1);
        return found.get(0);
    }

    private static OperationFigures counts(String operation, long count, long errors, long timeouts) {
        return new OperationFigures(operation, "a", WINDOW, count, errors, timeouts, 0, null, 0, null);
    }

    private static OperationFigures percentiles(String operation, double millis, Double p95Low, Double p99Low) {
        return new OperationFigures(
                operation, "a", WINDOW, 100, 0, 0, millis * MILLI, nanos(p95Low), millis * MILLI, nanos(p99Low));
    }

    private static Double nanos(Double millis) {
        return millis == null ? null : millis * MILLI;
    }
}
