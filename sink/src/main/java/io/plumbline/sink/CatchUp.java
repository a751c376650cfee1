package io.plumbline.sink;

import io.plumbline.sink.core.SinkCore;
import io.plumbline.sink.core.Source;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets another thread wait until the loop has stored all that the topics hold at the time of asking. */
final class CatchUp {
    private static final Logger LOG = LoggerFactory.getLogger(CatchUp.class);

    private final AtomicReference<Request> asked = new AtomicReference<>();

    private static final class Request {
        private final CompletableFuture<Boolean> done = new CompletableFuture<>();
        /** Set and read by the loop's thread only. */
        private Map<TopicPartition, Long> targets;
    }

    /** Returns whether everything was stored in time. */
    boolean await(Duration patience) throws InterruptedException {
        Request request = new Request();
        asked.set(request);
        try {
            return request.done.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            asked.compareAndSet(request, null);
        }
    }

    /** By the loop, while it has claimed all its partitions. */
    void check(Source source, SinkCore core) {
        Request request = asked.get();
        if (request == null || core.claimed().isEmpty()) {
            return;
        }
        if (request.targets == null) {
            try {
                request.targets = ends(source.bounds(core.claimed()));
            } catch (KafkaException e) {
                LOG.debug("the ends of the topics are not known, asking again", e);
                return;
            }
        }
        if (core.reached(request.targets)) {
            request.done.complete(true);
        }
    }

    private static Map<TopicPartition, Long> ends(Map<TopicPartition, Source.Bounds> bounds) {
        Map<TopicPartition, Long> result = new HashMap<>();
        bounds.forEach((partition, bound) -> result.put(partition, bound.end()));
        return result;
    }
}
