package io.plumbline.producers.scale.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumbline.producers.Pipeline;
import io.plumbline.producers.SharedPipeline;
import io.plumbline.producers.probe.ProbeTarget;
import io.plumbline.settings.ConfigException;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class KafkaTargetTest {
    private static final Duration ALLOWED = Duration.ofSeconds(20);

    @RegisterExtension
    static final SharedPipeline SHARED = new SharedPipeline();

    private final Pipeline pipeline = SHARED.get();

    @Test
    void aRecordIsWrittenAsTheSettingsSay() throws Exception {
        String url = "kafka://" + pipeline.broker().bootstrapServers() + "/"
                + pipeline.topics("asked").measurements().name();
        try (ProbeTarget target = KafkaTarget.of(url, Map.of("compression.type", "gzip"))) {
            assertThat(target.ask(ALLOWED).bytes()).isEqualTo(256);
        }
        try (ProbeTarget target = KafkaTarget.of(url, Map.of("max.request.size", "100"))) {
            assertThatThrownBy(() -> target.ask(ALLOWED)).isInstanceOf(RecordTooLargeException.class);
        }
    }

    @Test
    void settingsSayNeitherWhatIsMeasuredNorWhere() {
        assertRefused("kafka://a:1/t", Map.of("acks", "1"), "acks of a Kafka target is all, was 1");
        assertRefused("kafka://a:1/t", Map.of("bootstrap.servers", "b:1"), "stand in --target");
        assertRefused("tcp://a:1", Map.of("client.id", "me"), "need a target kafka://HOST:PORT/TOPIC");
    }

    @Test
    void secretsAreNotShown() {
        Map<String, String> settings = Map.of("sasl.jaas.config", "password=hidden");
        Service service = new Service("write", "kafka://a:1/t", "", ALLOWED, settings);

        assertThat(service.toString()).doesNotContain("hidden");
        assertThat(service.assignment(Map.of()).toString()).doesNotContain("hidden");
    }

    private static void assertRefused(String target, Map<String, String> settings, String message) {
        assertThatThrownBy(() -> new Service("write", target, "", ALLOWED, settings))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(message);
    }
}
