package io.plumbline.streams.topology;

import io.plumbline.schemas.registry.RegistryException;
import io.plumbline.schemas.registry.RegistryUnavailableException;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;

/**
 * What cannot be read goes to dead-letters with its original bytes, its coordinates and the reason, and is counted. A
 * registry that is away is no reason: then the thread fails and starts anew. Nor is one that refuses us (an expired
 * password): then it fails for good, because a person must act and the record is as good as any.
 */
public final class PoisonHandler implements DeserializationExceptionHandler {
    /** The configuration key under which the {@link StreamsMeters} are handed over. */
    public static final String METERS = "plumbline.streams.meters";

    private final Throttled unreadable = new Throttled(PoisonHandler.class);
    private StreamsMeters meters;
    private String deadLetters;

    @Override
    public void configure(Map<String, ?> configs) {
        meters = (StreamsMeters) configs.get(METERS);
        deadLetters = (String) configs.get(StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG);
    }

    @Override
    public Response handleError(
            ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception exception) {
        if (exception instanceof RegistryUnavailableException || exception instanceof RegistryException) {
            return Response.fail();
        }
        meters.countPoison();
        unreadable.warn(
                System.currentTimeMillis(),
                1,
                "records could not be read and are in %s; the last was topic=%s partition=%d offset=%d: %s"
                        .formatted(deadLetters, record.topic(), record.partition(), record.offset(), exception));
        return Response.resume(List.of(DeadLetter.of(deadLetters, record.key(), record.value(), context, exception)));
    }
}
