package io.plumbline.sink.audit;

import java.time.Instant;

/**
 * Records that the sink never had and that somebody accepted to go on without.
 *
 * @param kind RETENTION, RECREATED or TRUNCATED
 */
public record Gap(String topic, int partition, String topicId, long from, long upto, String kind, Instant acceptedAt) {
    boolean covers(long offset) {
        return from <= offset && offset < upto;
    }
}
