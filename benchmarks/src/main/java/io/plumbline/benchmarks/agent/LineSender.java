package io.plumbline.benchmarks.agent;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A program that hands over measurements as lines of JSON, ten times a second. */
final class LineSender implements AutoCloseable {
    private static final int REQUESTS_PER_SECOND = 10;

    private final URI target;
    private final int lines;
    private final Thread thread = new Thread(this::run, "bench-lines");
    private volatile boolean closing;
    private volatile String refusal = "";

    private LineSender(URI target, int rate) {
        this.target = target;
        lines = rate / REQUESTS_PER_SECOND;
    }

    static LineSender start(URI target, int rate) {
        LineSender sender = new LineSender(target, rate);
        if (sender.lines > 0) {
            sender.thread.start();
        }
        return sender;
    }

    /** @throws IllegalStateException if the agent did not take something */
    void check() {
        if (!refusal.isEmpty()) {
            throw new IllegalStateException("the agent did not take the measurements: " + refusal);
        }
    }

    @Override
    public void close() {
        closing = true;
        LockSupport.unpark(thread);
    }

    private void run() {
        HttpClient client = HttpClient.newHttpClient();
        long interval = TimeUnit.SECONDS.toNanos(1) / REQUESTS_PER_SECOND;
        for (long due = System.nanoTime(); !closing; due += interval) {
            send(client);
            for (long wait = due + interval - System.nanoTime(); wait > 0 && !closing; ) {
                LockSupport.parkNanos(this, wait);
                wait = due + interval - System.nanoTime();
            }
        }
    }

    private void send(HttpClient client) {
        try {
            HttpRequest request = HttpRequest.newBuilder(target)
                    .header("Content-Type", "application/x-ndjson")
                    .POST(BodyPublishers.ofString(body()))
                    .build();
            HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
            if (response.statusCode() >= 300) {
                refusal = response.statusCode() + " " + response.body();
            }
        } catch (IOException e) {
            refusal = e.toString();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String body() {
        Instant now = Instant.now();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < lines; i++) {
            text.append(
                    "{\"operation\":\"bench.%d\",\"start\":\"%s\",\"duration_ns\":%d,\"outcome\":\"OK\",\"bytes\":100}\n"
                            .formatted(i % 10, now, 1_000_000 + i));
        }
        return text.toString();
    }
}
