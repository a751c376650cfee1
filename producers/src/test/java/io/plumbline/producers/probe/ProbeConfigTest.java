package io.plumbline.producers.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumbline.settings.ConfigException;
import io.plumbline.settings.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProbeConfigTest {
    @Test
    void eachNameIsAProbe() {
        List<ProbeConfig> probes = ProbeConfig.from(Settings.of(Map.of(
                "probe.web.target", "https://example.org/health",
                "probe.web.interval", "250ms",
                "probe.web.status", "204",
                "probe.web.body", "ok",
                "probe.db.target", "jdbc:postgresql://db/app")));

        assertThat(probes)
                .containsExactly(
                        ProbeConfig.of("db", "jdbc:postgresql://db/app"),
                        new ProbeConfig(
                                "web",
                                "https://example.org/health",
                                Duration.ofMillis(250),
                                ProbeConfig.TIMEOUT,
                                ProbeConfig.CONCURRENCY,
                                new Expected(204, "ok", Expected.QUERY, "")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://db:5432/app?user=me&password=hunter2",
                "jdbc:postgresql://me:hunter2@db:5432/app",
                "jdbc:sqlserver://db;user=me;password=hunter2",
                "https://me:hunter2@example.org/x?token=hunter2",
                "exec:/usr/bin/db-check --password hunter2",
                "exec:/usr/bin/db-check\n--password hunter2"
            })
    void noSecretIsEverShown(String target) {
        ProbeConfig config = ProbeConfig.of("db", target);

        assertThat(config.toString()).doesNotContain("hunter2").containsAnyOf("db", "example.org");
        assertThat(config.address()).doesNotContain("hunter2");
    }

    @Test
    void mistakesAreNamed() {
        assertThatThrownBy(() -> ProbeConfig.of("x", "ftp://host")).hasMessageContaining("probe.x.target must begin");
        assertThatThrownBy(() -> ProbeConfig.of("x", "tcp://host")).hasMessageContaining("names no port");
        assertThatThrownBy(() -> ProbeConfig.from(Settings.of(Map.of("probe.x.interval", "1s"))))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("probe.x.target is missing");
        Settings misspelt = Settings.of(Map.of("probe.x.target", "tcp://host:1", "probe.x.intervall", "1s"));
        ProbeConfig.from(misspelt);
        assertThatThrownBy(misspelt::rejectUnknown).hasMessageContaining("probe.x.intervall, is it probe.x.interval?");
        assertThatThrownBy(() -> ProbeConfig.of("x", "exec: ")).hasMessageContaining("probe.x.target names no command");
        assertThatThrownBy(() -> new Expected(0, "(", "", "")).hasMessageContaining("no regular expression");
        assertThatThrownBy(() -> ProbeConfig.of("x", "http://me:hunter2@ho st/"))
                .hasMessageContaining("probe.x.target")
                .hasMessageNotContaining("hunter2");
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://db/shop?user=root&password=secret, jdbc:postgresql://db/shop",
        "jdbc:mysql://root:sec/ret@db:3306/shop, jdbc:mysql://db:3306/shop",
        "jdbc:oracle:thin:scott/secret@//db:1521/shop, jdbc:oracle:thin://db:1521/shop",
        "jdbc:sqlserver://db;user=sa;password=secret, jdbc:sqlserver://db",
        "http://root:sec;ret@shop/health?token=secret, http://shop/health",
        "https://shop/users/@me, https://shop/users/@me"
    })
    void anAddressShowsWhereAndNothingSecret(String target, String address) {
        assertThat(ProbeConfig.of("p", target).address()).isEqualTo(address);
    }
}
