package io.plumbline.producers.probe;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/** Sends a GET and reads the whole answer; the connection is kept for the next one. Redirects are answers. */
final class HttpTarget implements ProbeTarget {
    private static final int FIRST_ERROR = 400;

    /** What is looked through for the expected text; the rest is counted. */
    private static final int MOST_KEPT = 64 << 10;

    /**
     * One for all: each has threads and a pool of connections of its own. What little follows on an answer is done by the
     * thread that reads it: handing it to others woke three more for each.
     */
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .executor(Runnable::run)
            .build();

    private final URI uri;
    private final int expectedStatus;
    private final Optional<Pattern> body;

    HttpTarget(String address, Expected expected) {
        uri = URI.create(address);
        expectedStatus = expected.status();
        body = expected.pattern();
    }

    @Override
    public Answer ask(Duration allowed) throws Exception {
        AtomicLong bytes = new AtomicLong();
        ByteArrayOutputStream kept = new ByteArrayOutputStream(); // the client hands over parts one after the other
        CompletableFuture<HttpResponse<Void>> response = CLIENT.sendAsync(
                HttpRequest.newBuilder(uri).build(),
                BodyHandlers.ofByteArrayConsumer(part -> part.ifPresent(b -> {
                    bytes.addAndGet(b.length);
                    keep(b, kept);
                })));
        try {
            int status = response.get(allowed.toNanos(), TimeUnit.NANOSECONDS).statusCode();
            if (expectedStatus == 0 ? status >= FIRST_ERROR : status != expectedStatus) {
                throw new UnexpectedAnswer("status " + status);
            }
            if (body.isPresent() && !body.get().matcher(kept.toString(UTF_8)).find()) {
                throw new UnexpectedAnswer("a body without what is expected");
            }
            return new Answer(bytes.get());
        } catch (TimeoutException e) {
            response.cancel(true); // ends the exchange, or a slow target would gather connections
            throw e;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failure ? failure : e;
        }
    }

    private void keep(byte[] part, ByteArrayOutputStream kept) {
        if (body.isPresent()) {
            kept.write(part, 0, Math.min(part.length, MOST_KEPT - kept.size()));
        }
    }
}
