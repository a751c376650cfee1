package io.plumbline.producers.scale.real;

import io.plumbline.producers.probe.Expected;
import io.plumbline.producers.probe.ProbeConfig;
import io.plumbline.producers.probe.ProbeTarget;
import io.plumbline.settings.Settings;
import java.time.Duration;
import java.util.Map;

/**
 * What one node is to do; it comes over standard input, because the target and its settings may hold passwords.
 *
 * @param operation name of what it records
 * @param target as of a probe, or {@code kafka://HOST:PORT/TOPIC}
 * @param query what a database is asked
 * @param timeoutMillis of one operation
 * @param kafka settings of the producer of a Kafka target, e.g. how it proves who it is
 * @param settings of its agent; empty: it publishes nothing
 */
record Assignment(
        String operation,
        String target,
        String query,
        long timeoutMillis,
        Map<String, String> kafka,
        Map<String, String> settings) {
    /** Connects to nothing yet. */
    ProbeTarget open() {
        return KafkaTarget.isMeantBy(target) ? KafkaTarget.of(target, kafka) : ProbeTarget.of(probe());
    }

    /** @throws io.plumbline.settings.ConfigException for a target that no node could ask */
    void check() {
        if (KafkaTarget.isMeantBy(target)) {
            KafkaTarget.checked(target);
            KafkaTarget.check(kafka);
        } else {
            Settings.check(kafka.isEmpty(), "settings of a Kafka target need a target kafka://HOST:PORT/TOPIC");
            probe();
        }
    }

    /** The target without what is secret in it. */
    String address() {
        return KafkaTarget.isMeantBy(target) ? target : probe().address();
    }

    private ProbeConfig probe() {
        return new ProbeConfig(operation, target, ProbeConfig.INTERVAL, timeout(), 1, new Expected(0, "", query, ""));
    }

    Duration timeout() {
        return Duration.ofMillis(timeoutMillis);
    }

    /** Without what is secret. */
    @Override
    public String toString() {
        return "Assignment[operation=" + operation + ", target=" + address() + ", timeout=" + timeout() + "]";
    }
}
