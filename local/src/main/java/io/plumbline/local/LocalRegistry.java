package io.plumbline.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.plumbline.local.registry.RegistryApi;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A schema registry with Confluent's REST API inside this JVM, on the loopback interface only. It keeps everything in
 * memory: local mode writes its schemas anew at each start.
 */
public final class LocalRegistry implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LocalRegistry.class);
    private static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";
    private static final int THREADS = 4;
    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    static {
        // The JDK's server sends head and body apart; with Nagle's algorithm each answer then waits 40 ms for the
        // client.
        if (System.getProperty("sun.net.httpserver.nodelay") == null) {
            System.setProperty("sun.net.httpserver.nodelay", "true");
        }
    }

    private final RegistryApi api = new RegistryApi();
    private HttpServer server;
    private ExecutorService threads;
    private int port;

    private LocalRegistry(int port) {
        this.port = port;
    }

    /** Starts a registry on a free port. */
    public static LocalRegistry start() {
        return start(0);
    }

    /** Starts a registry on the given port. */
    public static LocalRegistry start(int port) {
        LocalRegistry registry = new LocalRegistry(port);
        registry.restart();
        return registry;
    }

    /** For {@code schema.registry.url}. */
    public synchronized String url() {
        return "http://127.0.0.1:" + port;
    }

    /** Answers again after {@link #close}, with all its schemas and on its port. */
    public synchronized void restart() {
        if (server != null) {
            return;
        }
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException("the local registry cannot listen on port " + port, e);
        }
        threads = Executors.newFixedThreadPool(THREADS, LocalRegistry::daemon);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
        port = server.getAddress().getPort();
    }

    @Override
    public synchronized void close() {
        if (server != null) {
            server.stop(0);
            threads.shutdownNow();
            server = null;
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            URI uri = exchange.getRequestURI();
            String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            String query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
            RegistryApi.Answer answer = api.answer(exchange.getRequestMethod(), steps(uri), query, body);
            byte[] bytes = answer.json().getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", MEDIA_TYPE);
            exchange.sendResponseHeaders(answer.status(), bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (RuntimeException e) {
            LOG.error("registry=local request={} {} failed", exchange.getRequestMethod(), exchange.getRequestURI(), e);
            throw e;
        }
    }

    private static List<String> steps(URI uri) {
        return Stream.of(uri.getRawPath().split("/"))
                .filter(step -> !step.isEmpty())
                .map(step -> URLDecoder.decode(step, UTF_8))
                .toList();
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "local-registry");
        thread.setDaemon(true);
        return thread;
    }
}
