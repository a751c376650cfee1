package io.plumbline.sink.quarantine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ResendingTest {
    private static final String UNREADABLE = "org.apache.kafka.common.errors.SerializationException";
    private static final String CONTRADICTORY = "java.lang.IllegalArgumentException";
    private final Resending resending = new Resending(Set.of("measurements"));

    @Test
    void whatCouldNotBeReadWasNeverCountedAndMayComeAgain() {
        assertThat(resending.obstacle(letter("measurements", UNREADABLE, new byte[] {1}, Map.of())))
                .isEmpty();
    }

    @Test
    void whatWasReadAndRefusedIsCountedAlready() {
        assertThat(resending.obstacle(letter("measurements", CONTRADICTORY, new byte[] {1}, Map.of())))
                .hasValueSatisfying(text -> assertThat(text).contains("would only count as duplicated"));
    }

    @Test
    void whatHasNoSequenceNumbersMayComeAgain() {
        assertThat(resending.obstacle(letter("summaries", CONTRADICTORY, new byte[] {1}, Map.of())))
                .isEmpty();
    }

    @Test
    void aResultThatCouldNotBeWrittenGoesToItsOwnTopic() {
        Map<String, String> output = Map.of("plumbline.errors.output.topic", "window-stats");
        Held result = letter("measurements", CONTRADICTORY, new byte[] {1}, output);

        assertThat(resending.obstacle(result)).isEmpty();
        assertThat(result.valueTopic()).isEqualTo("window-stats");
        assertThat(resending.obstacle(letter("measurements", CONTRADICTORY, null, output)))
                .hasValueSatisfying(text -> assertThat(text).contains("too large"));
    }

    @Test
    void whatDoesNotSayWhereItCameFromCannotGoBack() {
        assertThat(resending.obstacle(letter("dead-letters", UNREADABLE, new byte[] {1}, Map.of())))
                .hasValueSatisfying(text -> assertThat(text).contains("where it came from"));
    }

    private static Held letter(String topic, String exception, byte[] value, Map<String, String> more) {
        Map<String, String> headers = new HashMap<>(more);
        headers.put("__streams.errors.exception", exception);
        Entry entry = new Entry(
                new Coordinates("dead-letters", 0, 3),
                "streams",
                topic,
                0,
                41,
                Instant.EPOCH,
                Instant.EPOCH,
                1,
                1,
                "no good",
                null,
                null,
                null,
                null,
                null);
        return new Held(entry, "id", new byte[] {7}, value, headers);
    }
}
