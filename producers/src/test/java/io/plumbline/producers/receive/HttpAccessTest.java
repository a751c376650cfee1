package io.plumbline.producers.receive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumbline.settings.ConfigException;
import org.junit.jupiter.api.Test;

class HttpAccessTest {
    @Test
    void onlyTheLoopbackInterfaceNeedsNoToken() {
        assertThatCode(() -> HttpAccess.check("http.", "127.0.0.1", "")).doesNotThrowAnyException();
        assertThatCode(() -> HttpAccess.check("http.", "0.0.0.0", "t")).doesNotThrowAnyException();
        assertThatThrownBy(() -> HttpAccess.check("http.", "0.0.0.0", ""))
                .isInstanceOf(ConfigException.class)
                .hasMessage("http.host 0.0.0.0 is not the loopback interface: set http.token too");
        assertThatThrownBy(() -> HttpAccess.check("receive.", "no such host", ""))
                .hasMessage("receive.host no such host is not known on this machine");
    }

    @Test
    void whereThereIsATokenARequestMustBringIt() {
        assertThat(HttpAccess.permits("t", "Bearer t")).isTrue();
        assertThat(HttpAccess.permits("t", "Bearer u")).isFalse();
        assertThat(HttpAccess.permits("t", "t")).isFalse();
        assertThat(HttpAccess.permits("t", null)).isFalse();
    }

    @Test
    void whereThereIsNoneAllArePermitted() {
        assertThat(HttpAccess.permits("", null)).isTrue();
        assertThat(HttpAccess.permits("", "Bearer t")).isTrue();
    }
}
