package io.plumbline.e2e.faults.fault;

import io.plumbline.e2e.faults.ledger.Acknowledged;
import io.plumbline.e2e.faults.run.World;
import io.plumbline.schemas.event.Measurement;
import io.plumbline.schemas.event.MeasurementBatch;
import io.plumbline.schemas.event.Origin;
import io.plumbline.schemas.registry.RegistryClient;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Agents of an older and of a newer release publish with their own schemas: their events count like all others. */
record SchemaChange(Kind kind) implements Fault {
    private static final int EVENTS = 20;

    @Override
    public Hit inflict(World world, int victim) throws Exception {
        String topic = world.topics().measurements().name();
        Schema ours = MeasurementBatch.getClassSchema();
        try (RegistryClient registry = world.registryClient();
                RawProducer producer = new RawProducer(world)) {
            Map<String, Schema> releases =
                    Map.of("older", Evolution.older(ours, "droppedBefore"), "newer", Evolution.newer(ours));
            for (Map.Entry<String, Schema> release : releases.entrySet()) {
                int id = registry.register(topic + "-value", release.getValue());
                MeasurementBatch batch = batch(release.getKey());
                RecordMetadata place =
                        producer.send(topic, batch.getNode(), Evolution.framed(batch, ours, release.getValue(), id));
                world.acknowledge(new Acknowledged(place.partition(), place.offset(), batch.getBoot(), 0, EVENTS));
            }
        }
        return Hit.at(Instant.now(), EVENTS + " events by an older schema, and as many by a newer one");
    }

    private static MeasurementBatch batch(String release) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        return MeasurementBatch.newBuilder()
                .setSystem(World.SYSTEM)
                .setNode("agent-" + release)
                .setRelease(release)
                .setOrigin(Origin.REAL)
                .setBoot(release + "-" + UUID.randomUUID())
                .setFirstSequence(0)
                .setMeasurements(
                        IntStream.range(0, EVENTS).mapToObj(i -> event(now, i)).toList())
                .build();
    }

    private static Measurement event(Instant now, int number) {
        return Measurement.newBuilder()
                .setOperation("evolution")
                .setIntendedStart(now)
                .setDurationNanos(1_000L * (number + 1))
                .setBytes(10)
                .build();
    }
}
