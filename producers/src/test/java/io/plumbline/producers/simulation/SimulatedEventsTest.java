package io.plumbline.producers.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.producers.publish.RecordingSink;
import io.plumbline.schemas.event.Measurement;
import io.plumbline.schemas.event.MeasurementBatch;
import io.plumbline.schemas.event.NodeState;
import io.plumbline.schemas.event.NodeStatus;
import io.plumbline.schemas.event.Origin;
import io.plumbline.schemas.event.Outcome;
import io.plumbline.schemas.event.ResourceSample;
import io.plumbline.schemas.event.TransportSample;
import io.plumbline.schemas.topic.TopicCatalogue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SimulatedEventsTest {
    private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");
    private static final int SECONDS = 20;
    private static final ClusterConfig CONFIG = Clusters.lan(7)
            .withFaults(Faults.byzantine(.15, Behaviour.INVALID_SIGNATURES)
                    .withCrash(new Crash(.15, Duration.ofSeconds(5), Duration.ofMillis(6_500))));

    private final RecordingSink sink = new RecordingSink();

    @Test
    void theSameSeedGivesTheSameEventsByteForByte() {
        RecordingSink again = new RecordingSink();

        publish(sink, 7);
        publish(again, 7);

        assertThat(bytes(again)).isEqualTo(bytes(sink)).isNotEmpty();
    }

    @Test
    void anotherSeedGivesOthers() {
        RecordingSink other = new RecordingSink();

        publish(sink, 7);
        publish(other, 8);

        assertThat(bytes(other)).isNotEqualTo(bytes(sink));
    }

    @Test
    void everythingIsMarkedAsSimulated() {
        publish(sink, 7);

        assertThat(sink.values(MeasurementBatch.class))
                .isNotEmpty()
                .allMatch(batch -> batch.getOrigin() == Origin.SIMULATED);
        assertThat(sink.values(ResourceSample.class))
                .isNotEmpty()
                .allMatch(sample -> sample.getOrigin() == Origin.SIMULATED);
        assertThat(sink.values(TransportSample.class))
                .isNotEmpty()
                .allMatch(sample -> sample.getOrigin() == Origin.SIMULATED);
        assertThat(sink.values(NodeStatus.class))
                .isNotEmpty()
                .allMatch(status -> status.getOrigin() == Origin.SIMULATED);
    }

    @Test
    void anOperationCountsOnceHoweverManyNodesDecideIt() {
        SimulationResult result = publish(sink, 7);

        List<Measurement> rounds = named(SimulatedEvents.ROUND);
        assertThat(rounds).hasSize((int) (result.committed() + result.failed()));
        assertThat(rounds).filteredOn(round -> round.getOutcome() == Outcome.OK).hasSize((int) result.committed());
        assertThat(named(SimulatedEvents.DECISION)).hasSizeGreaterThan(5 * (int) result.rounds());
        assertThat(named(SimulatedEvents.INVALID_SIGNATURE))
                .isNotEmpty()
                .allMatch(event -> event.getOutcome() == Outcome.ERROR);
    }

    @Test
    void noEventIsLaterThanItsRecordOrThanTheSimulation() {
        publish(sink, 7);

        assertThat(sink.records())
                .allSatisfy(record -> assertThat(record.at()).isBetween(START, START.plusSeconds(SECONDS)));
        assertThat(sink.measurements())
                .allSatisfy(measurement -> assertThat(
                                measurement.getIntendedStart().plusNanos(measurement.getDurationNanos()))
                        .isBetween(START, START.plusSeconds(SECONDS)));
    }

    @Test
    void measurementsOfOneLifeAreNumberedWithoutGaps() {
        publish(sink, 7);

        sink.values(MeasurementBatch.class).stream()
                .collect(Collectors.groupingBy(batch -> batch.getNode() + "/" + batch.getBoot()))
                .values()
                .forEach(batches -> {
                    long next = 0;
                    for (MeasurementBatch batch : batches) {
                        assertThat(batch.getFirstSequence()).isEqualTo(next);
                        next += batch.getMeasurements().size();
                    }
                });
        assertThat(sink.values(NodeStatus.class)).allMatch(status -> status.getSent() == status.getRecorded());
    }

    /** Down from 5 to 11.5 s: nothing is heard at 5 to 11 s, and a new boot from 12 s on. */
    @Test
    void aNodeThatCrashedIsSilentAndComesBackWithANewBoot() {
        publish(sink, 7);

        List<NodeStatus> ofCrashed = sink.values(NodeStatus.class).stream()
                .filter(status -> status.getBoot().endsWith("-1"))
                .toList();
        assertThat(ofCrashed).isNotEmpty();
        String node = ofCrashed.get(0).getNode();
        List<Instant> heartbeats = sink.values(NodeStatus.class).stream()
                .filter(status -> status.getNode().equals(node) && status.getState() == NodeState.UP)
                .map(NodeStatus::getHeartbeatAt)
                .toList();
        assertThat(heartbeats).contains(START.plusSeconds(4), START.plusSeconds(12));
        assertThat(heartbeats).noneMatch(at -> at.isAfter(START.plusSeconds(4)) && at.isBefore(START.plusSeconds(12)));
        assertThat(ofCrashed.get(0).getStartedAt()).isEqualTo(START.plusSeconds(12));
    }

    @Test
    void samplesSayWhatTheNodeDidInTheSecond() {
        SimulationResult result = publish(sink, 7);

        List<TransportSample> transport = sink.values(TransportSample.class);
        long sent =
                transport.stream().mapToLong(TransportSample::getPacketsSent).sum();
        assertThat(sent).isLessThanOrEqualTo(result.messagesSent()).isGreaterThan(result.messagesSent() / 2);
        assertThat(sink.values(ResourceSample.class)).allSatisfy(sample -> {
            assertThat(sample.getCpuSystem()).isBetween(0.0, 1.0);
            assertThat(sample.getCpuProcess()).isEqualTo(sample.getCpuSystem() * sample.getCpuLimit());
            assertThat(sample.getMemoryProcessBytes()).isBetween(1L, sample.getMemoryLimitBytes());
        });
    }

    private static SimulationResult publish(RecordingSink sink, long seed) {
        SimulatedEvents events = new SimulatedEvents(
                sink,
                new TopicCatalogue("", 1),
                new SimulatedEvents.Name("simulated", "run-1", "v1"),
                CONFIG,
                seed,
                START);
        SimulationResult result = Clusters.run(CONFIG, seed, SECONDS, events);
        events.finish(Duration.ofSeconds(SECONDS));
        sink.flush();
        return result;
    }

    private List<Measurement> named(String operation) {
        return sink.measurements().stream()
                .filter(measurement -> measurement.getOperation().equals(operation))
                .toList();
    }

    private static List<String> bytes(RecordingSink sink) {
        return sink.records().stream().map(Object::toString).toList();
    }
}
