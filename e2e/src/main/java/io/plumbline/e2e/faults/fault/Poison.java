package io.plumbline.e2e.faults.fault;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.plumbline.e2e.faults.run.World;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/** Records that nobody can read, in what streams read and in what the sinks read: each must end in quarantine, once. */
record Poison(Kind kind) implements Fault {
    private static final int UNKNOWN_SCHEMA = 999_999;

    @Override
    public Hit inflict(World world, int victim) throws Exception {
        List<byte[]> corpus = corpus(new Random(victim));
        List<String> topics = List.of(
                world.topics().measurements().name(),
                world.topics().windowStats().name());
        try (RawProducer producer = new RawProducer(world)) {
            for (String topic : topics) {
                for (int i = 0; i < corpus.size(); i++) {
                    producer.send(topic, "poison-" + i, corpus.get(i));
                }
            }
        }
        return Hit.at(Instant.now(), corpus.size() + " unreadable records in each of " + topics);
    }

    private static List<byte[]> corpus(Random random) {
        byte[] noise = new byte[100];
        random.nextBytes(noise);
        noise[0] = 7; // no frame begins so
        return List.of(
                new byte[0],
                new byte[] {0, 0},
                noise,
                frame(1, new byte[] {(byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff}), // a length without an end
                frame(1, new byte[0]),
                frame(UNKNOWN_SCHEMA, new byte[] {1, 2, 3}),
                "{\"system\":\"faults\"}".getBytes(UTF_8));
    }

    private static byte[] frame(int schema, byte[] body) {
        return ByteBuffer.allocate(5 + body.length)
                .put((byte) 0)
                .putInt(schema)
                .put(body)
                .array();
    }
}
