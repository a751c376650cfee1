package io.plumbline.e2e.faults.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.plumbline.schemas.event.MeasurementBatch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.kafka.clients.producer.ProducerInterceptor;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * Writes down, inside an agent's producer, which batches Kafka acknowledged: what a SIGKILL leaves in the file is what the
 * pipeline answers for. A line goes out with one call, after the acknowledgement.
 */
public final class LedgerWriter implements ProducerInterceptor<String, byte[]> {
    /** Setting: the file. */
    public static final String FILE = "faults.ledger.file";

    private static final String HEADER = "faults.batch";
    private static final int FRAME = 5;

    private final SpecificDatumReader<MeasurementBatch> reader = new SpecificDatumReader<>(MeasurementBatch.class);
    private FileChannel file;

    @Override
    public void configure(Map<String, ?> configuration) {
        try {
            file = FileChannel.open(
                    Path.of(String.valueOf(configuration.get(FILE))),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public ProducerRecord<String, byte[]> onSend(ProducerRecord<String, byte[]> record) {
        if (record.topic().endsWith("measurements")) {
            record.headers().add(HEADER, describe(record.value()).getBytes(UTF_8));
        }
        return record;
    }

    @Override
    public void onAcknowledgement(RecordMetadata place, Exception failure, Headers headers) {
        Header batch = headers == null ? null : headers.lastHeader(HEADER);
        if (failure != null || batch == null) {
            return;
        }
        String line = place.partition() + " " + place.offset() + " " + new String(batch.value(), UTF_8) + "\n";
        try {
            file.write(ByteBuffer.wrap(line.getBytes(UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String describe(byte[] framed) {
        try {
            MeasurementBatch batch =
                    reader.read(null, DecoderFactory.get().binaryDecoder(framed, FRAME, framed.length - FRAME, null));
            return batch.getBoot() + " " + batch.getFirstSequence() + " "
                    + batch.getMeasurements().size();
        } catch (IOException e) {
            throw new UncheckedIOException("an agent wrote a batch that it cannot read", e);
        }
    }
}
