package io.plumbline.sink.database;

/**
 * A claimed partition.
 *
 * @param topicId Kafka's id of the topic when the position was first stored
 * @param next where to resume
 * @param epoch that this claim's writes carry
 */
public record Position(String topicId, long next, long epoch) {
    public Position movedTo(long offset) {
        return new Position(topicId, offset, epoch);
    }
}
