package io.plumbline.producers.network;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.function.IntPredicate;

/** Counts the datagrams of one measurement, on a socket of its own. Those without the measurement's id are not its own. */
final class DatagramReceiver implements AutoCloseable {
    static final int HEADER = Long.BYTES + Integer.BYTES;

    private static final int LONGEST = 65_507;
    private static final int QUIET_MILLIS = 200;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final DatagramSocket socket;
    private final SequenceTally tally;
    private final IntPredicate taken;
    private final long id = RANDOM.nextLong();
    private final Thread thread = new Thread(this::run, "plumbline-network-datagrams");
    private volatile boolean ending;

    private DatagramReceiver(DatagramSocket socket, int count, IntPredicate taken) throws IOException {
        this.socket = socket;
        this.tally = new SequenceTally(count);
        this.taken = taken;
        socket.setSoTimeout(QUIET_MILLIS);
    }

    static DatagramReceiver open(InetAddress bind, int count) throws IOException {
        return open(bind, count, number -> true);
    }

    /** @param taken numbers of datagrams that are looked at; others count as if they had not come */
    static DatagramReceiver open(InetAddress bind, int count, IntPredicate taken) throws IOException {
        DatagramReceiver receiver =
                new DatagramReceiver(new DatagramSocket(new InetSocketAddress(bind, 0)), count, taken);
        receiver.thread.setDaemon(true);
        receiver.thread.start();
        return receiver;
    }

    int port() {
        return socket.getLocalPort();
    }

    String id() {
        return Long.toHexString(id);
    }

    /** To be asked when all were sent: waits until none has come for a while. */
    SequenceTally.Received count() throws IOException {
        ending = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PeerException("interrupted while datagrams were counted", e);
        }
        return tally.received(kernelDrops());
    }

    @Override
    public void close() {
        ending = true;
        socket.close();
    }

    private void run() {
        DatagramPacket packet = new DatagramPacket(new byte[LONGEST], LONGEST);
        while (!socket.isClosed()) {
            try {
                packet.setLength(LONGEST);
                socket.receive(packet);
                look(ByteBuffer.wrap(packet.getData(), 0, packet.getLength()));
            } catch (SocketTimeoutException e) {
                if (ending) {
                    return;
                }
            } catch (IOException e) { // closed, or an error that the network reported: the next may come
                if (ending) {
                    return;
                }
            }
        }
    }

    private void look(ByteBuffer packet) {
        if (packet.remaining() >= HEADER && packet.getLong() == id) {
            int number = packet.getInt();
            if (taken.test(number)) {
                tally.add(number);
            }
        }
    }

    /** The last column of this socket's line in Linux's table. */
    private Long kernelDrops() {
        String port = String.format(Locale.ROOT, ":%04X", port());
        for (String table : new String[] {"/proc/net/udp", "/proc/net/udp6"}) {
            try (var lines = Files.lines(Path.of(table))) {
                var drops = lines.map(line -> line.trim().split("\\s+"))
                        .filter(columns -> columns[1].endsWith(port))
                        .map(columns -> Long.valueOf(columns[columns.length - 1]))
                        .findFirst();
                if (drops.isPresent()) {
                    return drops.get();
                }
            } catch (IOException e) {
                return null; // another system: it does not tell
            }
        }
        return null;
    }
}
