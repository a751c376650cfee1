package io.plumbline.sink.simulation;

import io.plumbline.sink.database.Counts;

/** A row of the table of positions. */
record Place(String topicId, long next, long epoch, long countedFrom, Counts counts) {
    Place claimed(long newEpoch) {
        return new Place(topicId, next, newEpoch, countedFrom, counts);
    }

    Place moved(long to, Counts more) {
        return new Place(topicId, to, epoch, countedFrom, counts.plus(more));
    }

    Place skipped(String newTopicId, long to, boolean counting) {
        return counting
                ? new Place(newTopicId, to, epoch, countedFrom, counts)
                : new Place(newTopicId, to, epoch, to, Counts.NONE);
    }
}
