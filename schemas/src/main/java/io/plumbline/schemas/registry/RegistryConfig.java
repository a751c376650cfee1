package io.plumbline.schemas.registry;

import io.plumbline.settings.Secret;
import io.plumbline.settings.Settings;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How to reach the registry and what to ask of it. Keys, meanings and defaults are those of Confluent's client; ours is
 * only {@code retries.total.ms}.
 *
 * @param endpoints where registries answer, asked in turn
 * @param tls stores for HTTPS
 * @param names how subjects are named
 * @param autoRegister whether an unknown schema is registered on first use
 * @param useLatest whether the subject's latest schema counts as ours when it writes the same bytes
 * @param retries limits of asking again
 * @param connectTimeout for one connection
 * @param readTimeout for one answer
 * @param missingIdTtl how long an id that the registry does not have is not asked for again
 */
record RegistryConfig(
        List<Endpoint> endpoints,
        TlsConfig tls,
        SubjectNames names,
        boolean autoRegister,
        boolean useLatest,
        Retries retries,
        Duration connectTimeout,
        Duration readTimeout,
        Duration missingIdTtl) {

    /**
     * @param url without credentials
     * @param authorization value of the HTTP header of that name; empty: none
     */
    record Endpoint(URI url, Secret authorization) {}

    /**
     * @param max rounds over all endpoints after the first
     * @param firstWait before the first of them; it doubles from then on
     * @param maxWait greatest single wait
     * @param total for everything together
     */
    record Retries(int max, Duration firstWait, Duration maxWait, Duration total) {
        Retries {
            Settings.check(max >= 0, "setting max.retries must not be negative, was " + max);
        }
    }

    static RegistryConfig from(Map<String, String> configuration) {
        Settings settings = Settings.of(configuration);
        RegistryConfig config = new RegistryConfig(
                Credentials.endpoints(settings),
                TlsConfig.from(settings),
                SubjectNames.named(settings.string("value.subject.name.strategy", "TopicNameStrategy")),
                settings.flag("auto.register.schemas", true),
                settings.flag("use.latest.version", false),
                new Retries(
                        settings.integer("max.retries", 3),
                        millis(settings, "retries.wait.ms", 1_000),
                        millis(settings, "retries.max.wait.ms", 20_000),
                        millis(settings, "retries.total.ms", 60_000)),
                millis(settings, "http.connect.timeout.ms", 60_000),
                millis(settings, "http.read.timeout.ms", 60_000),
                Duration.ofSeconds(settings.number("missing.id.cache.ttl.sec", 10)));
        settings.rejectUnknown();
        return config;
    }

    private static Duration millis(Settings settings, String key, long otherwise) {
        long millis = settings.number(key, otherwise);
        Settings.check(millis >= 0, "setting " + key + " must not be negative, was " + millis);
        return Duration.ofMillis(millis);
    }
}
