package io.plumbline.cli.monitor;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** What this host calls itself. */
public final class HostName {
    private HostName() {}

    public static String get() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost"; // a host without a name still has figures
        }
    }
}
