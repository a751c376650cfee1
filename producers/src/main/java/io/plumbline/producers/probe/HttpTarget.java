package io.plumbline.producers.probe;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/** Sends a GET and reads the whole answer; the connection is kept for the next one. Redirects are answers. */
final class HttpTarget implements ProbeTarget {
    private static final int FIRST_ERROR = 400;

    /** The target answered, but not with the status that was expected. */
    static final class UnexpectedStatus extends IOException {
        UnexpectedStatus(int status) {
            super("status " + status);
        }
    }

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI uri;
    private final int expectedStatus;

    /** @param expectedStatus 0: any below 400 */
    HttpTarget(String address, int expectedStatus) {
        uri = URI.create(address);
        this.expectedStatus = expectedStatus;
    }

    @Override
    public Answer ask(Duration allowed) throws Exception {
        AtomicLong bytes = new AtomicLong();
        CompletableFuture<HttpResponse<Void>> response = client.sendAsync(
                HttpRequest.newBuilder(uri).build(),
                BodyHandlers.ofByteArrayConsumer(part -> part.ifPresent(b -> bytes.addAndGet(b.length))));
        try {
            int status = response.get(allowed.toNanos(), TimeUnit.NANOSECONDS).statusCode();
            if (expectedStatus == 0 ? status >= FIRST_ERROR : status != expectedStatus) {
                throw new UnexpectedStatus(status);
            }
            return new Answer(bytes.get());
        } catch (TimeoutException e) {
            response.cancel(true); // ends the exchange, or a slow target would gather connections
            throw e;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failure ? failure : e;
        }
    }
}
