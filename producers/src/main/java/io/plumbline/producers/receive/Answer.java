package io.plumbline.producers.receive;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.ByteString;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.Map;

/** What a request is answered with. */
record Answer(int status, String type, ByteString body) {
    static final String JSON_TYPE = "application/json";
    static final String PROTOBUF_TYPE = "application/x-protobuf";
    static final int UNAVAILABLE = 503;

    private static final ObjectMapper JSON = new ObjectMapper();

    static Answer json(int status, Object document) {
        return new Answer(
                status,
                JSON_TYPE,
                ByteString.copyFromUtf8(JSON.valueToTree(document).toString()));
    }

    static Answer error(int status, String message) {
        return json(status, Map.of("error", message));
    }

    /** Sends it and ends the exchange, which waits for what of the request has not come yet. */
    void send(HttpExchange exchange) throws IOException {
        try (exchange) {
            write(exchange);
        }
    }

    /** Sends it while the request may still be read by another thread: the exchange goes on. */
    void write(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        if (status == UNAVAILABLE) {
            exchange.getResponseHeaders().set("Retry-After", "1");
        }
        exchange.sendResponseHeaders(status, body.isEmpty() ? -1 : body.size());
        if (!body.isEmpty()) {
            body.writeTo(exchange.getResponseBody());
            exchange.getResponseBody().flush();
        }
    }
}
