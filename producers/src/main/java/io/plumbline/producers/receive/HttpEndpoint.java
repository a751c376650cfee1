package io.plumbline.producers.receive;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.plumbline.producers.publish.PublishException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * HTTP around handlers: who may ask, how much and for how long, and how failures are answered. So many requests are at work
 * at once; those beyond are told to come again before anything of them is read, so that neither slow clients nor a slow
 * Kafka can fill the memory. Thread-safe.
 */
final class HttpEndpoint implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpEndpoint.class);

    /** Of the JDK's server, in seconds; read once, when its first server is made. It limits what comes before a handler. */
    private static final String REQUEST_TIME = "sun.net.httpserver.maxReqTime";

    /** Threads for requests that are refused, and for clients whose headers are still on their way. */
    private static final int SPARE_THREADS = 48;

    private static final int IDLE_SECONDS = 30;

    private final ReceiveConfig config;
    private final HttpServer server;
    private final ThreadPoolExecutor threads;
    private final Semaphore places;
    private final Patience patience;
    private volatile boolean ready = true;

    /** Answers a request whose body is there. */
    interface Handler {
        /** @throws PublishException if the sender should try again */
        Answer handle(HttpExchange exchange, byte[] body) throws BadRequestException;
    }

    private HttpEndpoint(ReceiveConfig config) throws IOException {
        this.config = config;
        ReceiveLimits limits = config.limits();
        places = new Semaphore(limits.requests());
        patience = new Patience(limits.readTimeout());
        if (System.getProperty(REQUEST_TIME) == null) {
            System.setProperty(REQUEST_TIME, Long.toString(limits.readTimeout().toSeconds() + 2));
        }
        server = HttpServer.create(new InetSocketAddress(config.host(), config.port()), 0);
        int most = limits.requests() + SPARE_THREADS;
        threads = new ThreadPoolExecutor(
                most, most, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "receive-http");
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
    }

    /** @throws IOException if the address cannot be bound */
    static HttpEndpoint start(ReceiveConfig config, Map<String, Handler> handlers) throws IOException {
        HttpEndpoint endpoint = new HttpEndpoint(config);
        handlers.forEach(
                (path, handler) -> endpoint.server.createContext(path, exchange -> endpoint.serve(exchange, handler)));
        endpoint.server.setExecutor(endpoint.threads);
        endpoint.server.start();
        return endpoint;
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** Whether the last request that a handler took could be published. */
    boolean ready() {
        return ready;
    }

    @Override
    public void close() {
        server.stop(1);
        threads.shutdownNow();
        patience.close();
    }

    private void serve(HttpExchange exchange, Handler handler) throws IOException {
        try {
            Answer answer = answer(exchange, handler);
            patience.limited(exchange, () -> {
                answer.send(exchange); // waits for a client that does not take it, or has not sent all
                return null;
            });
        } catch (Patience.SlowClientException e) {
            LOG.warn("receive=timeout path={} client={}", path(exchange), exchange.getRemoteAddress());
        } catch (BadRequestException e) {
            throw new IllegalStateException(e); // an answer is none
        }
    }

    private Answer answer(HttpExchange exchange, Handler handler) throws IOException {
        try {
            if (!permitted(exchange)) {
                throw new BadRequestException(401, "Authorization: Bearer TOKEN is required");
            }
            if (!exchange.getRequestMethod().equals("POST")) {
                throw new BadRequestException(405, "POST only");
            }
            return taken(exchange, handler);
        } catch (BadRequestException e) {
            return Answer.error(e.status(), e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("receive=failed path={}", path(exchange), e);
            return Answer.error(500, "an error of ours");
        }
    }

    private Answer taken(HttpExchange exchange, Handler handler) throws IOException, BadRequestException {
        if (!places.tryAcquire()) {
            return Answer.error(Answer.UNAVAILABLE, "too many requests at once: try again");
        }
        try {
            byte[] body = patience.limited(
                    exchange, () -> RequestBody.read(exchange, config.limits().body()));
            Answer answer = handler.handle(exchange, body);
            ready = true;
            return answer;
        } catch (PublishException e) {
            if (ready) {
                LOG.warn("receive=stalled reason={} senders are told to try again", e.getMessage());
            }
            ready = false;
            return Answer.error(Answer.UNAVAILABLE, "not stored, or not all of it: try again: " + e.getMessage());
        } finally {
            places.release();
        }
    }

    private boolean permitted(HttpExchange exchange) {
        return HttpAccess.permits(config.token(), exchange.getRequestHeaders().getFirst("Authorization"));
    }

    private static String path(HttpExchange exchange) {
        return exchange.getRequestURI().getPath();
    }
}
