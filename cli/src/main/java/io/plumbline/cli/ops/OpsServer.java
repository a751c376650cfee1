package io.plumbline.cli.ops;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.plumbline.producers.receive.HttpAccess;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * {@code /health/live}, {@code /health/ready} and {@code /metrics} (Prometheus text) over HTTP. With a token set,
 * {@code /metrics} wants it as {@code Authorization: Bearer TOKEN}; the health pages say nothing worth hiding.
 */
public final class OpsServer implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads;
    private final OpsConfig config;

    private OpsServer(HttpServer server, ExecutorService threads, OpsConfig config) {
        this.server = server;
        this.threads = threads;
        this.config = config;
    }

    public static OpsServer start(OpsConfig config, Health health, PrometheusMeterRegistry meters) throws IOException {
        HttpServer http = HttpServer.create(new InetSocketAddress(config.host(), config.port()), 0);
        ExecutorService threads = Executors.newFixedThreadPool(2, task -> {
            Thread thread = new Thread(task, "ops-http");
            thread.setDaemon(true);
            return thread;
        });
        OpsServer ops = new OpsServer(http, threads, config);
        http.createContext("/health/live", exchange -> answer(exchange, health.live()));
        http.createContext("/health/ready", exchange -> answer(exchange, health.ready()));
        http.createContext("/metrics", exchange -> ops.metrics(exchange, meters));
        http.setExecutor(threads);
        http.start();
        return ops;
    }

    public String url() {
        return "http://" + config.host() + ":" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private static void answer(HttpExchange exchange, boolean good) throws IOException {
        send(exchange, good ? 200 : 503, "application/json", "{\"status\":\"" + (good ? "UP" : "DOWN") + "\"}");
    }

    private void metrics(HttpExchange exchange, PrometheusMeterRegistry meters) throws IOException {
        if (permitted(exchange)) {
            send(exchange, 200, "text/plain; version=0.0.4; charset=utf-8", meters.scrape());
        } else {
            send(exchange, 401, "text/plain; charset=utf-8", "Authorization: Bearer TOKEN is required\n");
        }
    }

    private boolean permitted(HttpExchange exchange) {
        return HttpAccess.permits(config.token(), exchange.getRequestHeaders().getFirst("Authorization"));
    }

    private static void send(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
