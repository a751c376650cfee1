package io.plumbline.streams.topology;

import io.plumbline.schemas.registry.RegistryException;
import io.plumbline.schemas.registry.RegistryUnavailableException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProductionExceptionHandler;

/**
 * What happens when an output cannot be written (ADR 0012). If the cause passes, its tasks go back to their last commit
 * and do it again. If it is this one output, its place is taken by a dead letter: without its value where that is what was
 * too large or could not be written. A change of state must not be missing, and for all else a person must act: then it
 * fails.
 */
public final class OutputHandler implements ProductionExceptionHandler {
    /** On a dead letter for an output: the topic that it was for. */
    static final String OUTPUT_TOPIC = "plumbline.errors.output.topic";

    private static final String CHANGELOG = "-changelog";

    private final Throttled unwritable = new Throttled(OutputHandler.class);
    private StreamsMeters meters;
    private String deadLetters;

    @Override
    public void configure(Map<String, ?> configs) {
        meters = (StreamsMeters) configs.get(PoisonHandler.METERS);
        deadLetters = (String) configs.get(StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG);
    }

    @Override
    public Response handleError(
            ErrorHandlerContext context, ProducerRecord<byte[], byte[]> record, Exception exception) {
        if (exception instanceof RetriableException) {
            return Response.retry();
        }
        if (!isRefusal(exception) || record.topic().endsWith(CHANGELOG)) {
            return Response.fail();
        }
        if (record.topic().equals(deadLetters)) {
            return isBare(record) ? Response.fail() : Response.resume(List.of(lighter(record)));
        }
        byte[] value = exception instanceof RecordTooLargeException ? null : record.value();
        return setAside(record.topic(), record.key(), value, context, exception);
    }

    @Override
    @SuppressWarnings("rawtypes") // as Kafka Streams declares it
    public Response handleSerializationError(
            ErrorHandlerContext context,
            ProducerRecord record,
            Exception exception,
            SerializationExceptionOrigin origin) {
        if (exception instanceof RegistryUnavailableException || exception instanceof RegistryException) {
            return Response.fail();
        }
        byte[] key = record.key() instanceof String text ? text.getBytes(StandardCharsets.UTF_8) : null;
        return setAside(record.topic(), key, null, context, exception);
    }

    /** Whether the broker, or the client before it, takes every other record but this one. */
    public static boolean isRefusal(Throwable exception) {
        return exception instanceof RecordTooLargeException
                || exception instanceof InvalidTimestampException
                || exception instanceof InvalidRecordException;
    }

    private Response setAside(
            String topic, byte[] key, byte[] value, ErrorHandlerContext context, Exception exception) {
        meters.countUnwritable();
        unwritable.warn(
                System.currentTimeMillis(),
                1,
                "outputs could not be written and are in %s; the last was for topic=%s: %s"
                        .formatted(deadLetters, topic, exception));
        ProducerRecord<byte[], byte[]> letter = DeadLetter.of(deadLetters, key, value, context, exception);
        letter.headers().add(OUTPUT_TOPIC, Coordinates.text(topic));
        return Response.resume(List.of(letter));
    }

    private static boolean isBare(ProducerRecord<byte[], byte[]> letter) {
        return letter.key() == null && letter.value() == null;
    }

    /**
     * A dead letter that was refused itself, without its value; failing that, with nothing but our own headers. The
     * original is where its coordinates say, for as long as that topic is kept.
     */
    private static ProducerRecord<byte[], byte[]> lighter(ProducerRecord<byte[], byte[]> letter) {
        boolean hasValue = letter.value() != null;
        ProducerRecord<byte[], byte[]> lighter = new ProducerRecord<>(
                letter.topic(), null, letter.timestamp(), hasValue ? letter.key() : null, (byte[]) null);
        for (Header header : letter.headers()) {
            if (hasValue || Coordinates.isOfError(header) || header.key().equals(OUTPUT_TOPIC)) {
                lighter.headers().add(header);
            }
        }
        return lighter;
    }
}
