package io.plumbline.schemas.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumbline.schemas.event.SketchData;
import io.plumbline.settings.ConfigException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegistryConfigTest {

    @ParameterizedTest
    @CsvSource({
        "schema.registry.url, '', schema.registry.url is missing",
        "schema.registry.url, 'ftp://me:secret@h', needs http:// or https://",
        "schema.registry.url, 'http://me:sec ret@h', is not a URL",
        "schema.registry.ulr, http://h, 'unknown settings [schema.registry.ulr, is it schema.registry.url?]'",
        "max.retries, three, max.retries must be a whole number",
        "max.retries, -1, max.retries must not be negative",
        "retries.wait.ms, -1, retries.wait.ms must not be negative",
        "basic.auth.credentials.source, SASL_INHERIT, must be USER_INFO or URL",
        "basic.auth.credentials.source, USER_INFO, needs user:password",
        "bearer.auth.token, secret, bearer.auth.credentials.source=STATIC_TOKEN",
        "value.subject.name.strategy, Mine, value.subject.name.strategy must be TopicNameStrategy",
        "schema.registry.ssl.truststore.location, /nowhere.jks, key or trust store cannot be used"
    })
    void aMistakeIsNamedWithoutItsSecrets(String key, String value, String message) {
        assertThatThrownBy(() -> RegistryClient.create(with(key, value)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(message)
                .message()
                .doesNotContain("secret")
                .doesNotContain("sec ret");
    }

    @ParameterizedTest
    @CsvSource({
        "TopicNameStrategy, t-value",
        "io.confluent.kafka.serializers.subject.TopicNameStrategy, t-value",
        "io.confluent.kafka.serializers.subject.RecordNameStrategy, io.plumbline.schemas.event.SketchData",
        "TopicRecordNameStrategy, t-io.plumbline.schemas.event.SketchData"
    })
    void subjectsAreNamedAsConfluentDoes(String strategy, String subject) {
        try (RegistryClient client = RegistryClient.create(with("value.subject.name.strategy", strategy))) {
            assertThat(client.subjectOf("t", SketchData.getClassSchema())).isEqualTo(subject);
        }
    }

    @Test
    void neverShowsASecret() {
        Map<String, String> configuration = with("bearer.auth.token", "secret");
        configuration.put("bearer.auth.credentials.source", "STATIC_TOKEN");
        configuration.put("basic.auth.user.info", "me:secret");
        configuration.put("schema.registry.ssl.truststore.location", "/nowhere.jks");
        configuration.put("schema.registry.ssl.truststore.password", "secret");
        configuration.put("schema.registry.ssl.keystore.location", "/nowhere.p12");
        configuration.put("schema.registry.ssl.keystore.type", "PKCS12");
        configuration.put("schema.registry.ssl.keystore.password", "secret");
        configuration.put("schema.registry.ssl.key.password", "secret");

        assertThat(RegistryConfig.from(configuration).toString())
                .contains("/nowhere.p12", "PKCS12")
                .doesNotContain("secret");
    }

    @Test
    void trustsTheGivenStore(@TempDir Path directory) throws Exception {
        Path store = directory.resolve("trust.p12");
        KeyStore empty = KeyStore.getInstance("PKCS12");
        empty.load(null, null);
        try (var out = Files.newOutputStream(store)) {
            empty.store(out, "changeit".toCharArray());
        }
        Map<String, String> configuration = with("schema.registry.ssl.truststore.location", store.toString());
        configuration.put("schema.registry.ssl.truststore.type", "PKCS12");
        configuration.put("schema.registry.ssl.truststore.password", "changeit");

        assertThat(RegistryConfig.from(configuration).tls().context()).isPresent();
    }

    private static Map<String, String> with(String key, String value) {
        Map<String, String> configuration = new HashMap<>(Map.of("schema.registry.url", "http://localhost:1"));
        configuration.put(key, value);
        return configuration;
    }
}
