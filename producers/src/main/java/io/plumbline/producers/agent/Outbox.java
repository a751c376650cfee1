package io.plumbline.producers.agent;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was taken from the buffer and is not acknowledged yet: a bounded window, so that an outage of Kafka fills the
 * agent's buffer, where drops are counted, and not the producer's memory. What fails is sent again as it was, before
 * anything newer, until Kafka takes it or refuses it for ever.
 *
 * <p>One thread owns it; only completions come from Kafka's.
 */
final class Outbox {
    /** Told how each record ended, by the thread that owns the outbox. */
    interface Listener {
        /** By any thread: a record ended, and {@link #settle} will tell how. */
        default void ended() {}

        void acknowledged(Envelope envelope, long sentNanos, long acknowledgedNanos);

        /** It will not be sent again: it was refused for ever and is not stored, or it is perishable. */
        void gaveUp(Envelope envelope);
    }

    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

    /** Enough for millions of measurements a second at a few milliseconds to the acknowledgement. */
    private static final int WINDOW = 64;

    private static final long PAUSE_NANOS = Duration.ofMillis(250).toNanos();

    /** {@code number} counts envelopes in the order in which they were added. */
    private record Item(long number, Envelope envelope) {}

    private record Completion(Item item, long sentNanos, long nanos, Exception failure) {}

    private final Supplier<Producer<String, byte[]>> producers;
    private final Function<Envelope, ProducerRecord<String, byte[]>> encoder;
    private final Listener listener;
    private final PriorityQueue<Item> waiting = new PriorityQueue<>(Comparator.comparingLong(Item::number));
    private final Queue<Completion> completions = new ConcurrentLinkedQueue<>();
    private Producer<String, byte[]> producer;
    private final TreeMap<Long, Envelope> unsettled = new TreeMap<>(); // what waits and what is in flight
    private long added;
    private long pausedUntil = System.nanoTime();
    private boolean replaceProducer;
    private boolean outage;

    Outbox(
            Supplier<Producer<String, byte[]>> producers,
            Function<Envelope, ProducerRecord<String, byte[]>> encoder,
            Listener listener) {
        this.producers = producers;
        this.encoder = encoder;
        this.listener = listener;
        this.producer = producers.get();
    }

    boolean hasRoom() {
        return room() > 0;
    }

    /** How many more it takes. */
    int room() {
        return Math.max(0, WINDOW - unsettled.size());
    }

    /** Nothing waits, nothing is in flight. */
    boolean isEmpty() {
        return unsettled.isEmpty();
    }

    /** What was added and has not ended, in that order. */
    List<Envelope> unsettled() {
        return List.copyOf(unsettled.values());
    }

    void add(Envelope envelope) {
        unsettled.put(added, envelope);
        waiting.add(new Item(added++, envelope));
    }

    /** Sends what waits, unless a failure calls for a pause; may block as long as {@code max.block.ms} allows. */
    void push() {
        settle();
        if (replaceProducer && !paused()) {
            replaceProducer();
        }
        while (!waiting.isEmpty() && !paused()) {
            send(waiting.poll());
            settle();
        }
    }

    /** Tells the listener of everything that ended since the last call. */
    void settle() {
        for (Completion completion = completions.poll(); completion != null; completion = completions.poll()) {
            if (completion.failure == null) {
                acknowledged(completion);
            } else {
                failed(completion.item, completion.failure);
            }
        }
    }

    void close(Duration timeout) {
        producer.close(timeout);
        settle();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the callback is told the same
    private void send(Item item) {
        long sent = System.nanoTime();
        try {
            producer.send(encoder.apply(item.envelope), (metadata, failure) -> {
                completions.add(new Completion(item, sent, System.nanoTime(), failure));
                listener.ended();
            });
        } catch (RuntimeException e) { // not taken: the callback is not called
            failed(item, e);
        }
    }

    private void acknowledged(Completion completion) {
        if (outage) {
            outage = false;
            LOG.info("delivery=resumed waiting={}", waiting.size());
        }
        unsettled.remove(completion.item.number);
        listener.acknowledged(completion.item.envelope, completion.sentNanos, completion.nanos);
    }

    private void failed(Item item, Exception cause) {
        Failure failure = Failure.of(cause);
        if (failure == Failure.REFUSED) {
            LOG.warn("topic={} record=refused reason={}", item.envelope.topic(), cause.toString());
            gaveUp(item);
            return;
        }
        if (!outage) {
            outage = true;
            LOG.warn("delivery=stalled reason={} the agent keeps what fits and tries again", cause.toString());
        }
        replaceProducer |= failure == Failure.REPLACE_PRODUCER;
        pausedUntil = System.nanoTime() + PAUSE_NANOS;
        if (item.envelope.perishable()) {
            gaveUp(item);
        } else {
            waiting.add(item);
        }
    }

    private void gaveUp(Item item) {
        unsettled.remove(item.number);
        listener.gaveUp(item.envelope);
    }

    /** What the old producer had in flight comes back as failed, and is sent again by the new one. */
    private void replaceProducer() {
        producer.close(Duration.ZERO);
        settle();
        pausedUntil = System.nanoTime() + PAUSE_NANOS; // should it fail: names that do not resolve come to mind
        producer = producers.get();
        pausedUntil = System.nanoTime();
        replaceProducer = false;
    }

    private boolean paused() {
        return System.nanoTime() - pausedUntil < 0;
    }
}
