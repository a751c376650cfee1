package io.plumbline.producers.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumbline.settings.ConfigException;
import io.plumbline.settings.Settings;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NetworkConfigTest {
    @Test
    void byDefaultNobodyIsMeasuredOrAnswered() {
        NetworkConfig config = NetworkConfig.from(Settings.of(Map.of()));

        assertThat(config.server()).isEmpty();
        assertThat(config.peers()).isEmpty();
    }

    @Test
    void peersAndServerAreReadAndTheTokenIsNotShown() {
        NetworkConfig config = NetworkConfig.from(Settings.of(Map.of(
                "network.peers", "n2:8475, [::1]:9000",
                "network.serve", "true",
                "network.bind", "0.0.0.0",
                "network.token", "nobody shows this",
                "network.pings", "3")));

        assertThat(config.peers()).containsExactly(new PeerAddress("n2", 8475), new PeerAddress("::1", 9000));
        assertThat(config.server()).isPresent();
        assertThat(config.plan().pings()).isEqualTo(3);
        assertThat(config.toString()).contains("n2:8475").doesNotContain("nobody shows this");
    }

    @Test
    void mistakesAreNamed() {
        assertThatThrownBy(() -> NetworkConfig.from(Settings.of(Map.of("network.peers", "n2"))))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("host:port");
        assertThatThrownBy(() -> NetworkConfig.from(Settings.of(Map.of("network.bind", "0.0.0.0"))))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("network.token");
    }
}
