package io.plumbline.streams.topology;

import io.plumbline.schemas.registry.RegistryUnavailableException;
import java.time.Duration;
import java.util.function.Supplier;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/**
 * A serde that waits while the registry is away: an outage makes no record poison. After {@link #PATIENCE} it gives up
 * for now, and the stream thread starts anew from the last commit ({@code StreamsApp}); for ever, if need be.
 */
record PatientSerde<T>(Serde<T> inner) implements Serde<T> {
    /** Well under the broker's patience with a consumer that does not poll. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final long LAST_PAUSE_MILLIS = 2_000;

    @Override
    public Serializer<T> serializer() {
        Serializer<T> serializer = inner.serializer();
        return (topic, value) -> patiently(() -> serializer.serialize(topic, value));
    }

    @Override
    public Deserializer<T> deserializer() {
        Deserializer<T> deserializer = inner.deserializer();
        return new Deserializer<>() {
            @Override
            public T deserialize(String topic, byte[] bytes) {
                return patiently(() -> deserializer.deserialize(topic, bytes));
            }

            /** Kafka Streams calls this one: the headers may say that the bytes are framed in another way. */
            @Override
            public T deserialize(String topic, Headers headers, byte[] bytes) {
                return patiently(() -> deserializer.deserialize(topic, headers, bytes));
            }
        };
    }

    /** Waits as this serde does. */
    static <R> R patiently(Supplier<R> attempt) {
        long deadline = 0;
        long pauseMillis = FIRST_PAUSE_MILLIS;
        while (true) {
            try {
                return attempt.get();
            } catch (RegistryUnavailableException e) {
                deadline = deadline == 0 ? System.nanoTime() + PATIENCE.toNanos() : deadline;
                if (System.nanoTime() - deadline >= 0) {
                    throw e;
                }
                pause(pauseMillis);
                pauseMillis = Math.min(LAST_PAUSE_MILLIS, 2 * pauseMillis);
            }
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
