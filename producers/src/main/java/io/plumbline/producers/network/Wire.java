package io.plumbline.producers.network;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.zip.CRC32C;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** One connection between probe and probe server: short lines of text, and payload in between. For one thread. */
final class Wire implements AutoCloseable {
    static final String GREETING = "PLUMBLINE-PROBE 1 ";

    private static final int BUFFER = 1 << 17;
    private static final int LONGEST_LINE = 256;
    private static final String MAC = "HmacSHA256";

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private byte[] buffer; // null: no payload moved yet, and most connections never do
    private volatile long movedNanos = System.nanoTime();

    Wire(Socket socket) throws IOException {
        this.socket = socket;
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream(), 1 << 10);
        out = socket.getOutputStream();
    }

    /** One line, written at once. */
    void say(String line) throws IOException {
        out.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
        movedNanos = System.nanoTime();
    }

    /** The words of the next line; one that is too long is refused, so that nobody can fill the memory. */
    String[] hear() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new PeerException("the peer closed the connection");
            }
            if (line.length() == LONGEST_LINE) {
                throw new PeerException("the peer's line has no end");
            }
            line.append((char) next);
        }
        movedNanos = System.nanoTime();
        return line.toString().split(" ");
    }

    /** Writes so many bytes of {@link Payload}; returns their checksum. */
    long send(long bytes) throws IOException {
        CRC32C checksum = new CRC32C();
        for (long left = bytes; left > 0; ) {
            int part = (int) Math.min(left, Payload.BLOCK.length);
            checksum.update(Payload.BLOCK, 0, part);
            out.write(Payload.BLOCK, 0, part);
            left -= part;
            movedNanos = System.nanoTime();
        }
        return checksum.getValue();
    }

    /** Reads so many bytes; returns their checksum. */
    long receive(long bytes) throws IOException {
        if (buffer == null) {
            buffer = new byte[BUFFER];
        }
        CRC32C checksum = new CRC32C();
        for (long left = bytes; left > 0; ) {
            int part = in.read(buffer, 0, (int) Math.min(left, BUFFER));
            if (part < 0) {
                throw new PeerException("the peer went away with " + left + " of " + bytes + " bytes to come");
            }
            checksum.update(buffer, 0, part);
            left -= part;
            movedNanos = System.nanoTime();
        }
        return checksum.getValue();
    }

    /** When something last went either way. Safe from any thread. */
    long movedNanos() {
        return movedNanos;
    }

    Socket socket() {
        return socket;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /** Proves knowledge of the token without sending it; each challenge is new, so that an answer is of no use later. */
    static String answer(String token, String challenge) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(("plumbline-probe:" + token).getBytes(StandardCharsets.UTF_8), MAC));
            return HexFormat.of().formatHex(mac.doFinal(challenge.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + MAC, e);
        }
    }
}
