package io.plumbline.sink.simulation;

import java.util.List;

/** What goes wrong by itself, whatever the sinks do. */
final class Misfortune {
    private final World world;
    private final Chance chance;
    private final SimulatedDatabase database;

    Misfortune(World world) {
        this.world = world;
        this.chance = world.chance;
        this.database = world.database;
    }

    void happens() {
        if (chance.calm) {
            return;
        }
        switch (chance.below(12)) {
            case 0, 1 -> rebalance();
            case 2 -> throwOut();
            case 3 -> overtake(log());
            case 4 -> makeAgain();
            case 5 -> loseRecords(log());
            case 6 -> outage();
            case 7 -> database.readOnly = toggle(database.readOnly, Fault.READ_ONLY);
            case 8 -> database.broken = toggle(database.broken, Fault.SCHEMA_BROKEN);
            case 9 -> world.registryDown = toggle(world.registryDown, Fault.REGISTRY_DOWN);
            default -> recover();
        }
    }

    private void recover() {
        database.down = false;
        database.readOnly = false;
        database.broken = false;
        world.registryDown = false;
        database.resolveAll();
    }

    private boolean toggle(boolean present, Fault fault) {
        if (!present) {
            chance.count(fault);
        }
        return !present;
    }

    private void rebalance() {
        chance.count(Fault.REBALANCE);
        world.kafka.rebalance();
    }

    private void throwOut() {
        if (!world.instances().isEmpty()) {
            chance.count(Fault.MEMBER_THROWN_OUT);
            chance.of(world.instances()).missed();
        }
    }

    private void outage() {
        chance.count(Fault.DATABASE_DOWN);
        database.goDown();
    }

    private Log log() {
        return chance.of(List.copyOf(world.kafka.logs.values()));
    }

    private void overtake(Log log) {
        if (log.end > log.beginning && chance.oneIn(3)) {
            log.beginning += 1 + chance.below((int) (log.end - log.beginning));
            chance.count(Fault.RETENTION_OVERTOOK);
        }
    }

    private void makeAgain() {
        if (chance.oneIn(4)) {
            world.kafka.make(chance.oneIn(2) ? Sent.WINDOWS : Sent.STATES);
            chance.count(Fault.TOPIC_MADE_AGAIN);
        }
    }

    /** As after an election of a leader that did not have all: only of what is stored, which is the case to be noticed. */
    private void loseRecords(Log log) {
        Place place = world.model.place(log.partition);
        boolean stored = place != null && place.topicId().equals(log.topicId) && place.next() > log.beginning + 1;
        if (stored && !log.truncated && chance.oneIn(3)) {
            log.truncate(place.next() - 1 - chance.below((int) (place.next() - log.beginning - 1)));
            chance.count(Fault.BROKER_LOST_RECORDS);
            chance.say(() -> log.partition + " now ends at " + log.end);
        }
    }
}
