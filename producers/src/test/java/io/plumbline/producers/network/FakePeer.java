package io.plumbline.producers.network;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** A peer that greets as a probe server does, and then does as it is told: to be dishonest on purpose. */
final class FakePeer implements AutoCloseable {
    interface Script {
        void run(Wire wire) throws IOException;
    }

    private final ServerSocket listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());

    FakePeer(Script script) throws IOException {
        Thread thread = new Thread(() -> serve(script));
        thread.setDaemon(true);
        thread.start();
    }

    PeerAddress address() {
        return new PeerAddress("127.0.0.1", listener.getLocalPort());
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    private void serve(Script script) {
        while (!listener.isClosed()) {
            serveNext(script);
        }
    }

    private void serveNext(Script script) {
        try (Wire wire = new Wire(listener.accept())) {
            wire.say(Wire.GREETING + "00");
            wire.hear();
            wire.say("OK");
            script.run(wire);
        } catch (IOException e) {
            return; // the client left first, or the test is over
        }
    }
}
