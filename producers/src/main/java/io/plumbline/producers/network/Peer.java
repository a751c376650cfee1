package io.plumbline.producers.network;

import io.plumbline.settings.ConfigException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** A connection to a probe server, and what can be measured over it. All times are monotonic. For one thread. */
public final class Peer implements AutoCloseable {
    private final Wire wire;
    private final long connectNanos;
    private final long readyNanos;

    private Peer(Wire wire, long connectNanos, long readyNanos) {
        this.wire = wire;
        this.connectNanos = connectNanos;
        this.readyNanos = readyNanos;
    }

    /**
     * Connects and proves knowledge of the token.
     *
     * @param timeout for the connection, and afterwards for each answer
     * @throws ConnectException if nobody answers
     * @throws ConfigException if the token is wrong
     */
    public static Peer connect(PeerAddress address, String token, Duration timeout) throws IOException {
        Socket socket = new Socket();
        try {
            int millis = Math.toIntExact(timeout.toMillis());
            InetSocketAddress resolved = address.resolve(); // before the clock starts: a name is not a network
            long start = System.nanoTime();
            connect(socket, resolved, address, millis);
            long connected = System.nanoTime();
            socket.setSoTimeout(millis);
            Wire wire = new Wire(socket);
            introduce(wire, address, token);
            return new Peer(wire, connected - start, System.nanoTime() - start);
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    /** Time to establish the connection. */
    public long connectNanos() {
        return connectNanos;
    }

    /** Time until the peer would do something for us: the connection and the handshake. */
    public long readyNanos() {
        return readyNanos;
    }

    /** One round trip, in nanoseconds. */
    public long ping() throws IOException {
        long start = System.nanoTime();
        wire.say("PING");
        expect("PONG", 1);
        return System.nanoTime() - start;
    }

    /** @throws PeerException if the peer goes away, or other bytes arrive than were sent */
    public Transfer transfer(Transfer.Direction direction, long bytes) throws IOException {
        boolean up = direction == Transfer.Direction.UPLOAD;
        long start = System.nanoTime();
        wire.say((up ? "UPLOAD " : "DOWNLOAD ") + bytes);
        long ours = up ? wire.send(bytes) : wire.receive(bytes);
        String theirs = expect("DONE", 2)[1];
        long nanos = System.nanoTime() - start;
        if (!theirs.equals(Long.toHexString(ours))) {
            throw new PeerException(
                    bytes + " bytes arrived changed: checksum " + theirs + ", not " + Long.toHexString(ours));
        }
        return new Transfer(direction, bytes, start, nanos);
    }

    public ServerResources resources() throws IOException {
        wire.say("RESOURCES");
        return ServerResources.of(expect("RESOURCES", 4));
    }

    /**
     * Sends numbered datagrams at an even rate and asks how many came.
     *
     * @param bytes of each, its header included
     */
    public DatagramLoss datagrams(int count, double perSecond, int bytes) throws IOException {
        wire.say("UDP " + count);
        String[] opened = expect("UDP", 3);
        var target = new InetSocketAddress(wire.socket().getInetAddress(), Integer.parseInt(opened[1]));
        send(target, Long.parseUnsignedLong(opened[2], 16), count, perSecond, bytes);
        wire.say("END");
        return SequenceTally.Received.of(expect("COUNT", 5)).outOf(count);
    }

    @Override
    public void close() throws IOException {
        try {
            wire.say("BYE");
        } finally {
            wire.close();
        }
    }

    private static void connect(Socket socket, InetSocketAddress resolved, PeerAddress address, int millis)
            throws IOException {
        try {
            socket.connect(resolved, millis);
        } catch (IOException e) {
            ConnectException failure = new ConnectException("no probe server answers at " + address);
            failure.initCause(e);
            throw failure;
        }
    }

    private static void introduce(Wire wire, PeerAddress address, String token) throws IOException {
        String[] greeting = wire.hear();
        if (greeting[0].equals("ERR")) {
            throw new PeerException(
                    address + " is " + String.join(" ", greeting).substring(4));
        }
        if (greeting.length != 3 || !Wire.GREETING.equals(greeting[0] + " " + greeting[1] + " ")) {
            throw new PeerException("what answers at " + address + " is no probe server of this version");
        }
        wire.say("AUTH " + Wire.answer(token, greeting[2]));
        if (!wire.hear()[0].equals("OK")) {
            throw new ConfigException(address + " refuses us: network.token is not the one it has");
        }
    }

    private static void send(InetSocketAddress target, long id, int count, double perSecond, int bytes)
            throws IOException {
        ByteBuffer content = ByteBuffer.allocate(Math.max(bytes, DatagramReceiver.HEADER));
        content.putLong(id);
        try (DatagramSocket socket = new DatagramSocket()) {
            DatagramPacket packet = new DatagramPacket(content.array(), content.capacity(), target);
            long start = System.nanoTime();
            for (int number = 0; number < count; number++) {
                waitUntil(start + (long) (number * 1e9 / perSecond));
                content.putInt(Long.BYTES, number);
                socket.send(packet);
            }
        }
    }

    private static void waitUntil(long due) {
        for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
            LockSupport.parkNanos(wait);
            if (Thread.currentThread().isInterrupted()) {
                return;
            }
        }
    }

    private String[] expect(String word, int words) throws IOException {
        String[] said = wire.hear();
        if (!said[0].equals(word) || said.length != words) {
            throw new PeerException("the peer said '" + String.join(" ", said) + "' instead of " + word);
        }
        return said;
    }
}
