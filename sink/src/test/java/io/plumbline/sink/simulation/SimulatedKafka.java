package io.plumbline.sink.simulation;

import io.plumbline.sink.simulation.Sent.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** Topics, and the group that shares out their partitions. */
final class SimulatedKafka {
    static final int PARTITIONS = 2;
    private static final int KEYS = 5;

    private final Chance chance;
    final Map<TopicPartition, Log> logs = new LinkedHashMap<>();
    private final Map<String, Log> byTopicId = new HashMap<>();
    final List<SimulatedSource> members = new ArrayList<>();
    private long lastRecord;
    private int lastTopic;
    /** Counts each change of who has what. */
    int generation;

    SimulatedKafka(Chance chance) {
        this.chance = chance;
        make(Sent.WINDOWS);
        make(Sent.STATES);
    }

    void make(String topic) {
        String id = topic + "#" + ++lastTopic;
        for (int p = 0; p < PARTITIONS; p++) {
            TopicPartition partition = new TopicPartition(topic, p);
            Log log = new Log(id, partition, 0);
            logs.put(partition, log);
            byTopicId.put(id + p, log);
        }
        rebalance();
    }

    Log log(String topicId, TopicPartition partition) {
        return byTopicId.get(topicId + partition.partition());
    }

    void produce(Log log) {
        if (log.truncated) {
            return;
        }
        for (int i = 1 + chance.below(6); i > 0; i--) {
            int key = log.partition.partition() * KEYS + chance.below(KEYS);
            boolean newSchema = chance.oneIn(8);
            Kind kind = kind(log.partition.topic());
            // what only the table itself refuses must get there: nothing may supersede it on the way
            int revision = kind == Kind.POISON_AT_MERGE ? 1_000_000 + (int) lastRecord : chance.below(6);
            log.append(new Sent(++lastRecord, kind, key, revision, newSchema));
        }
        if (chance.oneIn(3)) {
            chance.count(Fault.OFFSET_HOLE);
            for (int i = 1 + chance.below(3); i > 0; i--) {
                log.appendNothing();
            }
        }
    }

    private Kind kind(String topic) {
        Kind dice = chance.oneIn(6) ? chance.of(Sent.KINDS) : Kind.GOOD;
        boolean possible = dice != Kind.POISON_AT_MERGE || topic.equals(Sent.STATES);
        return possible ? dice : Kind.GOOD;
    }

    /** Everybody learns at the next poll what it has now; whoever does not poll may believe that it has more. */
    void rebalance() {
        generation++;
    }

    List<TopicPartition> assigned(SimulatedSource member) {
        List<TopicPartition> result = new ArrayList<>();
        int place = members.indexOf(member);
        int i = generation;
        for (TopicPartition partition : logs.keySet()) {
            if (place >= 0 && i++ % members.size() == place) {
                result.add(partition);
            }
        }
        return result;
    }

    void join(SimulatedSource member) {
        if (!members.contains(member)) {
            members.add(member);
            rebalance();
        }
    }

    void leave(SimulatedSource member) {
        if (members.remove(member)) {
            rebalance();
        }
    }
}
