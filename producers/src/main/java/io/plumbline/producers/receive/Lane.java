package io.plumbline.producers.receive;

import io.plumbline.producers.publish.EventPublisher;
import io.plumbline.producers.publish.EventSink;
import io.plumbline.producers.publish.PublishException;
import io.plumbline.schemas.registry.RegistryClient;
import java.util.function.Consumer;

/**
 * The one way from requests to Kafka: one request after the other, each answered when everything of it is stored. After a
 * failure the next request gets a new publisher, and streams a new life. Thread-safe.
 */
final class Lane implements AutoCloseable {
    private final ReceiveConfig config;
    private final RegistryClient registry;
    private final String life;
    private EventPublisher publisher;
    private int generation;

    /** @param life names this life of the receiver */
    Lane(ReceiveConfig config, String life) {
        this.config = config;
        this.life = life;
        registry = RegistryClient.create(config.registry());
        publisher = EventPublisher.open(config.topics(), config.kafka(), registry);
    }

    /**
     * Lets {@code request} publish, and returns when that is stored.
     *
     * @throws PublishException if it is not, or not all of it
     */
    synchronized void publish(Consumer<EventSink> request) {
        try {
            request.accept(publisher);
            publisher.flush();
        } catch (PublishException e) {
            reopen();
            throw e;
        }
    }

    /** Under which name measurements are numbered now. */
    synchronized String boot() {
        return life + "-" + generation;
    }

    @Override
    public synchronized void close() {
        publisher.close();
        registry.close();
    }

    private void reopen() {
        publisher.close();
        generation++; // some numbers of this life may be stored: none is dealt out twice
        publisher = EventPublisher.open(config.topics(), config.kafka(), registry);
    }
}
