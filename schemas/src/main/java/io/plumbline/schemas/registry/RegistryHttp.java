package io.plumbline.schemas.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.plumbline.schemas.registry.RegistryConfig.Endpoint;
import io.plumbline.schemas.registry.RegistryConfig.Retries;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Requests to whichever registry answers: the one that answered last is asked first. Thread-safe. */
final class RegistryHttp {
    static final ObjectMapper JSON = new ObjectMapper();

    private static final Logger LOG = LoggerFactory.getLogger(RegistryHttp.class);
    private static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";

    private final List<Endpoint> endpoints;
    private final Retries retries;
    private final Duration readTimeout;
    private final HttpClient http;
    private volatile int preferred;

    RegistryHttp(RegistryConfig config) {
        this.endpoints = config.endpoints();
        this.retries = config.retries();
        this.readTimeout = config.readTimeout();
        HttpClient.Builder builder =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(config.connectTimeout());
        config.tls().context().ifPresent(builder::sslContext);
        this.http = builder.build();
    }

    JsonNode get(String path) {
        return exchange("GET", path, "");
    }

    /**
     * The answer to a request, asked again while no registry answers.
     *
     * @throws RegistryException if one refused
     * @throws RegistryUnavailableException if none answered in the end
     */
    JsonNode exchange(String method, String path, String body) {
        long deadline = System.nanoTime() + retries.total().toNanos();
        IOException failure = new IOException("not asked");
        for (int round = 0; round <= retries.max(); round++) {
            if (round > 0 && !pause(round, deadline, failure)) {
                break;
            }
            int first = preferred;
            for (int i = 0; i < endpoints.size(); i++) {
                int at = (first + i) % endpoints.size();
                try {
                    JsonNode answer = ask(endpoints.get(at), method, path, body, timeout(deadline));
                    preferred = at;
                    return answer;
                } catch (IOException e) {
                    failure = e;
                }
            }
        }
        throw new RegistryUnavailableException("no schema registry answers: " + failure.getMessage(), failure);
    }

    /** Waits before another round; false if the time is up. Jitter keeps many clients from coming back at once. */
    private boolean pause(int round, long deadline, IOException failure) {
        long doubled = retries.firstWait().toMillis() << Math.min(round - 1, 20);
        long ceiling = Math.min(retries.maxWait().toMillis(), doubled);
        long millis = ThreadLocalRandom.current().nextLong(ceiling / 2, ceiling + 1);
        if (System.nanoTime() + Duration.ofMillis(millis).toNanos() > deadline) {
            return false;
        }
        LOG.warn("registry=unavailable retryInMillis={} round={} reason={}", millis, round, failure.getMessage());
        try {
            Thread.sleep(millis);
            return true;
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    /** For one answer, within what is left for all of them. */
    private Duration timeout(long deadline) {
        Duration left = Duration.ofNanos(Math.max(1_000_000, deadline - System.nanoTime()));
        return left.compareTo(readTimeout) < 0 ? left : readTimeout;
    }

    private JsonNode ask(Endpoint endpoint, String method, String path, String body, Duration timeout)
            throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(endpoint.url() + path))
                .timeout(timeout)
                .header("Accept", MEDIA_TYPE + ", application/json")
                .header("Content-Type", MEDIA_TYPE)
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (!endpoint.authorization().value().isEmpty()) {
            request.header("Authorization", endpoint.authorization().value());
        }
        return accept(endpoint.url(), send(endpoint.url(), request.build(), timeout));
    }

    /** The request's own timeout ends with the headers of the answer: a body that stops half way has none. */
    private HttpResponse<String> send(URI registry, HttpRequest request, Duration timeout) throws IOException {
        CompletableFuture<HttpResponse<String>> answer =
                http.sendAsync(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
        try {
            return answer.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) { // the JDK's often have no message, and never one that names the host
            throw new IOException(registry + ": " + e.getCause(), e.getCause());
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new IOException(registry + ": no whole answer within " + timeout, e);
        } catch (InterruptedException e) {
            answer.cancel(true);
            throw new InterruptException(e);
        }
    }

    private static JsonNode accept(URI registry, HttpResponse<String> response) throws IOException {
        int status = response.statusCode();
        JsonNode body = parse(response.body());
        if (status >= 500 || status == 429 || status == 408) {
            throw new IOException(registry + " answers with status " + status);
        }
        if (status / 100 == 2 && body.isMissingNode()) {
            throw new IOException(registry + " answers, but not in JSON");
        }
        if (status / 100 == 2) {
            return body;
        }
        int code = body.path("error_code").asInt(status);
        String reason = body.path("message").asText("no reason given");
        throw new RegistryException(
                status, code, "the registry " + registry + " refuses with " + status + ": " + reason);
    }

    /** Errors of gateways are often HTML: then only the status counts. */
    private static JsonNode parse(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            return JSON.missingNode();
        }
    }

    /** One step of a path. */
    static String step(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
