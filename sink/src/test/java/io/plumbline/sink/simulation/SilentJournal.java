package io.plumbline.sink.simulation;

import io.plumbline.sink.core.Batch;
import io.plumbline.sink.core.Journal;
import io.plumbline.sink.database.Gap;
import io.plumbline.sink.database.Position;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Tells the trace. */
final class SilentJournal implements Journal {
    private final World world;
    private final Instance instance;

    SilentJournal(World world, Instance instance) {
        this.world = world;
        this.instance = instance;
    }

    @Override
    public void claimed(TopicPartition partition, Position position) {
        world.chance.say(() -> instance + " claimed " + partition + " " + position);
    }

    @Override
    public void skipped(Gap gap) {
        world.chance.count(Fault.GAP_ACCEPTED);
    }

    @Override
    public void stored(Batch batch, boolean conflict, long startNanos, long endNanos) {
        world.chance.say(() -> instance + " stored up to " + batch.ends());
    }

    @Override
    public void failed(long startNanos, long endNanos) {
        world.chance.say(() -> instance + " failed to store");
    }

    @Override
    public void setAside(ConsumerRecord<byte[], byte[]> record, String reason) {
        world.chance.say(() -> instance + " sets aside offset " + record.offset() + " of " + record.topic() + "-"
                + record.partition() + ": " + reason);
    }

    @Override
    public void waits(Exception why, boolean person, Duration pause) {
        world.chance.say(() -> instance + " waits " + pause + (person ? " for a person: " : ": ") + why.getMessage());
    }

    @Override
    public void held(TopicPartition partition, long offset, Exception why, Duration pause) {
        world.chance.say(() -> instance + " holds " + partition + " at " + offset);
    }

    @Override
    public void fenced(String why) {
        world.chance.say(() -> instance + " fenced: " + why);
    }

    @Override
    public void progress(Map<TopicPartition, Long> stored, long unread) {}
}
