package io.plumbline.sink.quarantine;

import java.time.Instant;

/**
 * Which records of the quarantine; null stands for any.
 *
 * @param topic where they stood first, or where the sink found them
 * @param stage who refused them: {@code streams} or {@code sink}
 * @param since set aside at this time or later
 * @param reason a part of it
 * @param open whether only those that were not stored or sent again
 * @param limit most of them, the newest first
 */
public record Selection(String topic, String stage, Instant since, String reason, boolean open, int limit) {}
