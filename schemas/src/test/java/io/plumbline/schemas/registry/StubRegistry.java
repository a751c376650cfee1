package io.plumbline.schemas.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingDeque;

/** Answers requests in the order it was told to, the last answer again and again, and remembers what was asked. */
public final class StubRegistry implements AutoCloseable {
    private record Answer(int status, String body) {}

    /** @param authorization empty if the header was missing */
    public record Request(String line, String authorization, String body) {}

    private final HttpServer server;
    private final LinkedBlockingDeque<Answer> answers = new LinkedBlockingDeque<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();

    public StubRegistry() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.createContext("/", this::handle);
        server.start();
    }

    public StubRegistry answer(int status, String body) {
        answers.add(new Answer(status, body));
        return this;
    }

    public String url() {
        return "http://" + host();
    }

    public String host() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    public List<Request> requests() {
        return requests;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String authorization = exchange.getRequestHeaders().getFirst("Authorization");
            requests.add(new Request(
                    exchange.getRequestMethod() + " " + exchange.getRequestURI(),
                    authorization == null ? "" : authorization,
                    new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
            Answer answer = answers.size() > 1 ? answers.poll() : answers.peek();
            byte[] bytes = answer.body.getBytes(UTF_8);
            exchange.sendResponseHeaders(answer.status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
