package io.plumbline.sink.simulation;

import io.plumbline.sink.database.Advance;
import io.plumbline.sink.database.Counts;
import io.plumbline.sink.database.Gap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/**
 * What the database must hold: a function of the topics and the stored positions, and of nothing else. It is compared
 * after every commit, so that nothing is ahead of its position, behind it, or doubled at any moment.
 */
final class Model {
    private final World world;
    private final Map<TopicPartition, Place> places = new HashMap<>();
    private final Map<Key, Kept> rows = new HashMap<>();
    private final Map<Coordinates, Long> quarantine = new HashMap<>();

    Model(World world) {
        this.world = world;
    }

    /** Before the database tells anybody. */
    void committed(Tx tx) {
        Set<Key> touched = new HashSet<>(tx.rows.keySet());
        Set<Coordinates> aside = new HashSet<>(tx.quarantine.keySet());
        tx.claims.forEach(partition -> claimed(partition, tx.places.get(partition)));
        tx.advances.forEach(advance -> advanced(advance, touched, aside));
        tx.gaps.values().forEach(this::skipped);
        tx.places.keySet().forEach(partition -> compare(partition, places, world.database.places));
        touched.forEach(key -> compare(key, rows, world.database.rows));
        aside.forEach(record -> compare(record, quarantine, world.database.quarantine));
    }

    /** All of it, once more. */
    void compareAll() {
        Violation.unless(places.equals(world.database.places), () -> "positions are not what they should be");
        Violation.unless(rows.equals(world.database.rows), () -> "rows are not what they should be");
        Violation.unless(quarantine.equals(world.database.quarantine), () -> "quarantine is not what it should be");
    }

    /** Whether every record of every topic has its fate. */
    boolean complete() {
        return world.kafka.logs.values().stream().allMatch(log -> {
            Place place = places.get(log.partition);
            return place != null && place.topicId().equals(log.topicId) && place.next() == log.end;
        });
    }

    /** Whether the gap that a sink stopped at is one. */
    void checkStop(Gap gap) {
        Place place = places.get(gap.partition());
        check(gap, place);
    }

    Place place(TopicPartition partition) {
        return places.get(partition);
    }

    private void claimed(TopicPartition partition, Place now) {
        Place before = places.get(partition);
        if (before == null) {
            places.put(partition, new Place(now.topicId(), now.next(), now.epoch(), now.next(), Counts.NONE));
            return;
        }
        Violation.unless(now.epoch() > before.epoch(), () -> partition + " claimed under an old epoch " + now.epoch());
        if (!before.claimed(0).equals(now.claimed(0))) {
            throw new Violation("a claim changed " + before + " to " + now);
        }
        places.put(partition, now);
        world.chance.count(Fault.CLAIMED_BY_ANOTHER);
    }

    private void advanced(Advance advance, Set<Key> touched, Set<Coordinates> aside) {
        Place place = places.get(advance.partition());
        Violation.unless(
                place.epoch() == advance.at().epoch(),
                () -> "written under the old epoch " + advance.at().epoch() + " at " + place);
        Violation.unless(place.next() <= advance.to(), () -> "the position goes back: " + advance + " at " + place);
        Log log = world.kafka.log(place.topicId(), advance.partition());
        Counts counts = Counts.NONE;
        for (var entry : log.between(place.next(), advance.to()).entrySet()) {
            counts = counts.plus(apply(log, entry.getKey(), entry.getValue(), touched, aside));
        }
        places.put(advance.partition(), place.moved(advance.to(), counts));
    }

    /** The record's fate. */
    private Counts apply(Log log, long offset, Sent sent, Set<Key> touched, Set<Coordinates> aside) {
        if (sent.kind() == Sent.Kind.TOMBSTONE) {
            world.chance.count(Fault.TOMBSTONE);
            return new Counts(0, 0, 1);
        }
        if (sent.refused()) {
            Coordinates here = new Coordinates(log.partition, log.topicId, offset);
            quarantine.put(here, sent.id());
            aside.add(here);
            world.chance.count(
                    switch (sent.kind()) {
                        case GARBAGE -> Fault.UNDECODABLE;
                        case POISON -> Fault.ROW_NAMED;
                        default -> Fault.ROW_FOUND_BY_HALVING;
                    });
            return new Counts(0, 1, 0);
        }
        sent.rows(log.partition.topic()).forEach(row -> {
            Key key = Key.of(row);
            Kept old = rows.get(key);
            if (old == null || row.table().revision().isEmpty() || old.revision() < sent.revision()) {
                rows.put(key, new Kept(sent.id(), sent.revision()));
            }
            touched.add(key);
        });
        return new Counts(1, 0, 0);
    }

    private void skipped(Gap gap) {
        Place place = places.get(gap.partition());
        check(gap, place);
        places.put(gap.partition(), place.skipped(gap.newTopicId(), gap.upto(), gap.kind() == Gap.Kind.RETENTION));
        if (gap.kind() == Gap.Kind.TRUNCATED) {
            world.kafka.log(gap.topicId(), gap.partition()).truncated = false;
        }
    }

    private void check(Gap gap, Place place) {
        Log log = world.kafka.log(gap.newTopicId(), gap.partition());
        boolean real = gap.from() == place.next()
                && gap.topicId().equals(place.topicId())
                && switch (gap.kind()) {
                    case RETENTION -> gap.from() < gap.upto() && gap.upto() <= log.beginning;
                    case RECREATED -> !gap.newTopicId().equals(place.topicId());
                    case TRUNCATED -> log.truncated && gap.upto() == log.end && gap.from() > gap.upto();
                };
        Violation.unless(real, () -> "there is no such gap: " + gap + " at " + place);
    }

    private static <K, V> void compare(K key, Map<K, V> expected, Map<K, V> stored) {
        if (!Objects.equals(expected.get(key), stored.get(key))) {
            throw new Violation(key + " is " + stored.get(key) + ", should be " + expected.get(key));
        }
    }
}
