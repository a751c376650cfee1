package io.plumbline.e2e.faults.proxy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;

/** One connection through a proxy: a thread for the requests and one for the answers. */
final class Link {
    private static final int BUFFER = 1 << 16;

    /** What may fail because somebody hung up, which is what a proxy of faults is for. */
    interface Work {
        void run() throws IOException, InterruptedException;
    }

    private final FaultProxy proxy;
    private final Socket client;
    private final Commits commits = new Commits();
    private volatile Socket server;

    Link(FaultProxy proxy, Socket client) {
        this.proxy = proxy;
        this.client = client;
    }

    /** Connects to the server, when the proxy lets it, and passes requests on until one side hangs up. */
    void open(int target) throws IOException, InterruptedException {
        try {
            proxy.pause(false);
            server = new Socket(InetAddress.getLoopbackAddress(), target);
            server.setTcpNoDelay(true);
            client.setTcpNoDelay(true);
            daemon("fault-proxy-answers", () -> {
                try {
                    answers();
                } finally {
                    reset();
                }
            });
            requests();
        } finally {
            reset();
        }
    }

    /** Ends both sides without a word. */
    void reset() {
        reset(client);
        Socket other = server;
        if (other != null) {
            reset(other);
        }
        proxy.closed(this);
    }

    static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0); // a reset, not an orderly end
            socket.close();
        } catch (IOException e) {
            return; // it is closed already
        }
    }

    static void daemon(String name, Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException e) {
                        return; // one side hung up
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
    }

    private void requests() throws IOException, InterruptedException {
        InputStream in = client.getInputStream();
        OutputStream out = server.getOutputStream();
        byte[] buffer = new byte[BUFFER];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            proxy.pause(false);
            boolean commit = commits.in(buffer, n);
            if (commit && proxy.takes(Mode.CUT_BEFORE_COMMIT)) {
                return;
            }
            if (commit && proxy.takes(Mode.CUT_AFTER_COMMIT)) {
                reset(client); // first, so that no answer gets through
                out.write(buffer, 0, n);
                server.shutdownOutput(); // an orderly end: the server reads the commit before it
                return;
            }
            out.write(buffer, 0, n);
        }
    }

    private void answers() throws IOException, InterruptedException {
        InputStream in = server.getInputStream();
        OutputStream out = client.getOutputStream();
        byte[] buffer = new byte[BUFFER];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            proxy.pause(true);
            out.write(buffer, 0, n);
        }
    }
}
