package io.plumbline.cli.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.plumbline.settings.ConfigException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

class OpsServerTest {
    private final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Health waiting = new Health() {
        @Override
        public boolean live() {
            return true;
        }

        @Override
        public boolean ready() {
            return false;
        }
    };

    @Test
    void anOutageMakesAServiceUnreadyButNotDead() throws Exception {
        try (OpsServer server = OpsServer.start(new OpsConfig("127.0.0.1", 0, ""), waiting, meters)) {
            assertThat(get(server, "/health/live", "").statusCode()).isEqualTo(200);
            assertThat(get(server, "/health/ready", "").statusCode()).isEqualTo(503);
        }
    }

    @Test
    void metricsArePrometheusText() throws Exception {
        meters.counter("plumbline.test.rows").increment(3);
        try (OpsServer server = OpsServer.start(new OpsConfig("127.0.0.1", 0, ""), waiting, meters)) {
            assertThat(get(server, "/metrics", "").body()).contains("plumbline_test_rows_total 3.0");
        }
    }

    @Test
    void aTokenProtectsTheMetrics() throws Exception {
        try (OpsServer server = OpsServer.start(new OpsConfig("127.0.0.1", 0, "secret"), waiting, meters)) {
            assertThat(get(server, "/metrics", "").statusCode()).isEqualTo(401);
            assertThat(get(server, "/metrics", "Bearer wrong").statusCode()).isEqualTo(401);
            assertThat(get(server, "/metrics", "Bearer secret").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void otherInterfacesThanLoopbackNeedAToken() {
        assertThatThrownBy(() -> new OpsConfig("0.0.0.0", 0, ""))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("http.token");
        assertThat(new OpsConfig("0.0.0.0", 0, "secret").toString()).doesNotContain("secret");
    }

    private static HttpResponse<String> get(OpsServer server, String path, String authorization) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.url() + path));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    }
}
