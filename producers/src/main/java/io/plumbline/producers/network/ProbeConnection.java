package io.plumbline.producers.network;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.function.IntSupplier;

/**
 * The server's side of one connection: a handshake, then commands until the peer leaves. The protocol is in
 * docs/formats.md.
 *
 * @param connections how many there are now
 */
record ProbeConnection(Wire wire, ProbeServerConfig config, IntSupplier connections) {
    private static final int HANDSHAKE_MILLIS = 5_000;
    private static final int IDLE_MILLIS = 120_000;
    private static final int CHALLENGE_BYTES = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** Returns when the peer says good-bye or has no right to be here. */
    void run() throws IOException {
        if (knowsToken()) {
            wire.socket().setSoTimeout(IDLE_MILLIS);
            String[] command = wire.hear();
            while (perform(command)) {
                command = wire.hear();
            }
        }
    }

    private boolean knowsToken() throws IOException {
        wire.socket().setSoTimeout(HANDSHAKE_MILLIS);
        byte[] random = new byte[CHALLENGE_BYTES];
        RANDOM.nextBytes(random);
        String challenge = HexFormat.of().formatHex(random);
        wire.say(Wire.GREETING + challenge);
        String[] said = wire.hear();
        boolean knows = said.length == 2
                && said[0].equals("AUTH")
                && MessageDigest.isEqual(ascii(said[1]), ascii(Wire.answer(config.token(), challenge)));
        wire.say(knows ? "OK" : "DENIED");
        return knows;
    }

    private boolean perform(String[] command) throws IOException {
        switch (command[0]) {
            case "PING" -> wire.say("PONG");
            case "UPLOAD" -> upload(bytes(command));
            case "DOWNLOAD" -> wire.say("DONE " + Long.toHexString(wire.send(bytes(command))));
            case "RESOURCES" ->
                wire.say(ServerResources.now(connections.getAsInt()).line());
            case "UDP" -> datagrams((int) number(command, DatagramLoss.MOST));
            case "BYE" -> {
                return false;
            }
            default -> throw refuse("no such command");
        }
        return true;
    }

    private void upload(long bytes) throws IOException {
        wire.say("DONE " + Long.toHexString(wire.receive(bytes)));
    }

    private void datagrams(int count) throws IOException {
        try (DatagramReceiver receiver = DatagramReceiver.open(config.bind(), count)) {
            wire.say("UDP " + receiver.port() + " " + receiver.id());
            String[] end = wire.hear();
            if (!end[0].equals("END")) {
                throw refuse("datagrams end with END");
            }
            wire.say(receiver.count().line());
        }
    }

    private long bytes(String[] command) throws IOException {
        return number(command, config.maxBytes());
    }

    private long number(String[] command, long most) throws IOException {
        if (command.length != 2 || !command[1].matches("\\d{1,18}")) {
            throw refuse(command[0] + " needs one number");
        }
        long number = Long.parseLong(command[1]);
        if (number < 1 || number > most) {
            throw refuse("at most " + most + " are granted");
        }
        return number;
    }

    private PeerException refuse(String reason) throws IOException {
        wire.say("ERR " + reason);
        return new PeerException(reason);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
