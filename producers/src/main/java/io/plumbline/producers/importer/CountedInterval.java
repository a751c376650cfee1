package io.plumbline.producers.importer;

import io.plumbline.producers.histogram.BucketCounts;
import io.plumbline.schemas.event.Outcome;
import java.time.Instant;

/**
 * What a histogram of a file counted in one interval.
 *
 * @param from begin of the interval
 * @param to its end, exclusive
 * @param outcome how all of these operations ended
 * @param sumNanos sum of the durations; NaN where the file does not say
 */
public record CountedInterval(
        String operation, Instant from, Instant to, Outcome outcome, BucketCounts counts, double sumNanos) {}
