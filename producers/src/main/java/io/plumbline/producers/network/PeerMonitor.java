package io.plumbline.producers.network;

import io.plumbline.producers.FixedSchedule;
import io.plumbline.settings.ConfigException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Measures one peer in the background, at a fixed interval; due times that pass while a round lasts are left out. */
public final class PeerMonitor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PeerMonitor.class);
    private static final long CLOSE_MILLIS = 3_000;

    private final PeerAddress address;
    private final Rounds rounds;
    private final RoundPlan plan;
    private final Consumer<Round> listener;
    private final Thread thread;
    private volatile boolean closing;
    private volatile ConfigException refusal;

    private PeerMonitor(PeerAddress address, String token, RoundPlan plan, Consumer<Round> listener) {
        this.address = address;
        this.plan = plan;
        this.listener = listener;
        rounds = new Rounds(address, token, plan);
        thread = new Thread(this::run, "plumbline-network-" + address);
        thread.setDaemon(true);
    }

    /** @param listener told of each round, by the monitor's thread */
    public static PeerMonitor start(PeerAddress address, String token, RoundPlan plan, Consumer<Round> listener) {
        PeerMonitor monitor = new PeerMonitor(address, token, plan, listener);
        monitor.thread.start();
        return monitor;
    }

    /** Null, unless the peer refused our token: then nothing more is measured. */
    public ConfigException refusal() {
        return refusal;
    }

    @Override
    public void close() {
        closing = true;
        thread.interrupt();
        try {
            thread.join(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        FixedSchedule schedule =
                new FixedSchedule(System.nanoTime(), plan.interval().toNanos());
        String last = null;
        try (rounds) {
            while (!closing) {
                Round round = rounds.next();
                if (!closing) { // our own leaving says nothing about the peer
                    last = report(last, round.failure());
                    listener.accept(round);
                }
                waitUntil(schedule.due(schedule.next(System.nanoTime())));
            }
        } catch (ConfigException e) {
            refusal = e;
            LOG.error("network=refused peer={} {}", address, e.getMessage());
        }
    }

    /** One line for each change. */
    private String report(String last, String failure) {
        if (failure == null && last != null) {
            LOG.info("network=answers peer={}", address);
        } else if (failure != null && last == null) {
            LOG.warn("network=failing peer={} trying every {} reason={}", address, plan.interval(), failure);
        }
        return failure;
    }

    private void waitUntil(long due) {
        for (long wait = due - System.nanoTime(); wait > 0 && !closing; wait = due - System.nanoTime()) {
            LockSupport.parkNanos(this, wait);
        }
    }
}
