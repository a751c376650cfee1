package io.plumbline.streams.topology;

import io.plumbline.schemas.registry.RegistryException;
import io.plumbline.schemas.registry.RegistryUnavailableException;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.LogAndContinueExceptionHandler;

/**
 * What cannot be read goes to dead-letters with its original bytes, its coordinates and the reason, as Kafka Streams
 * itself writes them, and is counted. A registry that is away is no reason: then the thread fails and starts anew. Nor is
 * one that refuses us (an expired password): then it fails for good, because a person must act and the record is as good
 * as any.
 */
public final class PoisonHandler extends LogAndContinueExceptionHandler {
    /** The configuration key under which the {@link StreamsMeters} are handed over. */
    public static final String METERS = "plumbline.streams.meters";

    private StreamsMeters meters;

    @Override
    public void configure(Map<String, ?> configs) {
        super.configure(configs);
        meters = (StreamsMeters) configs.get(METERS);
    }

    @Override
    public Response handleError(
            ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception exception) {
        if (exception instanceof RegistryUnavailableException || exception instanceof RegistryException) {
            return Response.fail();
        }
        meters.countPoison();
        return super.handleError(context, record, exception);
    }
}
