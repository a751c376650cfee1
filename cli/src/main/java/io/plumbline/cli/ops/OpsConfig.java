package io.plumbline.cli.ops;

import io.plumbline.producers.receive.HttpAccess;
import io.plumbline.settings.Settings;

/**
 * Where health and metrics are served.
 *
 * @param host address to bind; anything but the loopback interface needs a token
 * @param port 0 picks a free one
 * @param token that {@code /metrics} asks for; empty: none
 */
public record OpsConfig(String host, int port, String token) {
    public OpsConfig {
        Settings.check(port >= 0 && port < 65536, "http.port must be within 0 and 65535, was " + port);
        HttpAccess.check("http.", host, token);
    }

    public static OpsConfig from(Settings settings, int defaultPort) {
        return new OpsConfig(
                settings.string("http.host", "127.0.0.1"),
                settings.integer("http.port", defaultPort),
                settings.string("http.token", ""));
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "OpsConfig[host=" + host + ", port=" + port + (token.isEmpty() ? "" : ", token=***") + "]";
    }
}
