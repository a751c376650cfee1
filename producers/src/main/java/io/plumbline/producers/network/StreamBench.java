package io.plumbline.producers.network;

import io.plumbline.producers.figure.Samples;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;

/** The same transfer over several connections at once: together they fill a line that one of them may not. */
final class StreamBench implements AutoCloseable {
    private final List<Peer> streams = new ArrayList<>();

    /** Makes a connection. */
    interface Connector {
        Peer connect() throws IOException;
    }

    private StreamBench() {}

    static StreamBench open(int streams, Connector connector) throws IOException {
        StreamBench bench = new StreamBench();
        try {
            for (int i = 0; i < streams; i++) {
                bench.streams.add(connector.connect());
            }
            return bench;
        } catch (IOException | RuntimeException e) {
            bench.close();
            throw e;
        }
    }

    /** @param bytes over each of the streams */
    NetworkFigures.Throughput measure(Transfer.Direction direction, long bytes, int repeats) throws IOException {
        Samples bits = new Samples();
        Samples nanos = new Samples();
        Samples bitsOfEach = new Samples();
        Samples nanosOfEach = new Samples();
        together(direction, bytes); // the connections' windows grow first
        for (int i = 0; i < repeats; i++) {
            List<Transfer> transfers = together(direction, bytes);
            long took = span(transfers);
            nanos.record(took);
            bits.record(Math.round(8e9 * bytes * streams.size() / took));
            for (Transfer transfer : transfers) {
                bitsOfEach.record(Math.round(transfer.bitsPerSecond()));
                nanosOfEach.record(transfer.nanos());
            }
        }
        return new NetworkFigures.Throughput(
                direction,
                bytes,
                streams.size(),
                bits.distribution(),
                nanos.distribution(),
                bitsOfEach.distribution(),
                nanosOfEach.distribution());
    }

    @Override
    public void close() throws IOException {
        for (Peer stream : streams) {
            stream.close();
        }
    }

    private List<Transfer> together(Transfer.Direction direction, long bytes) throws IOException {
        CyclicBarrier start = new CyclicBarrier(streams.size());
        List<Callable<Transfer>> transfers = new ArrayList<>();
        for (Peer stream : streams) {
            transfers.add(() -> {
                start.await();
                return stream.transfer(direction, bytes);
            });
        }
        return Parallel.all(transfers);
    }

    /** From the first start to the last end: while one still sends, the sum is not reached. */
    static long span(List<Transfer> transfers) {
        List<Long> starts = transfers.stream().map(Transfer::startNanos).toList();
        List<Long> ends = transfers.stream()
                .map(transfer -> transfer.startNanos() + transfer.nanos())
                .toList();
        return Collections.max(ends) - Collections.min(starts);
    }
}
