package io.plumbline.sink.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Passes a COMMIT on to the server and its answer to nobody: the client cannot know how it ended. */
final class CommitCuttingProxy implements AutoCloseable {
    private static final Pattern ADDRESS = Pattern.compile("//([^:/]+):(\\d+)/");

    private final String url;
    private final ServerSocket listener;
    private volatile boolean cutting;

    CommitCuttingProxy(String url) throws IOException {
        this.url = url;
        this.listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        start("proxy-accept", this::serve);
    }

    /** Without prepared statements, so that a commit is legible on the wire. */
    Connection connect() throws SQLException {
        String proxied = ADDRESS.matcher(url).replaceFirst("//127.0.0.1:" + listener.getLocalPort() + "/");
        return DriverManager.getConnection(
                proxied + (proxied.contains("?") ? "&" : "?") + "sslmode=disable&prepareThreshold=0");
    }

    void cutAtNextCommit() {
        cutting = true;
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    private void serve() throws IOException {
        Matcher address = ADDRESS.matcher(url);
        if (!address.find()) {
            throw new IllegalArgumentException(url);
        }
        Socket client = listener.accept();
        Socket server = new Socket(address.group(1), Integer.parseInt(address.group(2)));
        start("proxy-answers", () -> server.getInputStream().transferTo(client.getOutputStream()));
        InputStream in = client.getInputStream();
        OutputStream out = server.getOutputStream();
        byte[] buffer = new byte[1 << 16];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            boolean commit = new String(Arrays.copyOf(buffer, n), StandardCharsets.ISO_8859_1).contains("COMMIT");
            if (cutting && commit) {
                client.close(); // first, so that no answer gets through
                out.write(buffer, 0, n);
                return;
            }
            out.write(buffer, 0, n);
        }
    }

    private static void start(String name, Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException e) {
                        return; // one side hung up: that is what this is for
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
    }

    private interface Work {
        void run() throws IOException;
    }
}
