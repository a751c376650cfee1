package io.plumbline.producers.receive;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.plumbline.settings.ConfigException;
import io.plumbline.settings.Settings;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.MessageDigest;

/** Who may ask a server of ours over HTTP: anybody on this machine, unless there is a token; from elsewhere who brings it. */
public final class HttpAccess {
    private HttpAccess() {}

    /**
     * @param prefix of the settings {@code host} and {@code token}, e.g. {@code http.}
     * @param host address to bind
     * @param token empty: none
     * @throws ConfigException if others than this machine could ask without a token
     */
    public static void check(String prefix, String host, String token) {
        Settings.check(
                !token.isEmpty() || isLoopback(prefix, host),
                prefix + "host " + host + " is not the loopback interface: set " + prefix + "token too");
    }

    /**
     * Whether a request may be answered.
     *
     * @param token empty: none is asked for
     * @param authorization the request's header of that name; null: it has none
     */
    public static boolean permits(String token, String authorization) {
        String wanted = "Bearer " + token;
        // in constant time, so that the time to answer tells nothing about the token
        boolean same =
                authorization != null && MessageDigest.isEqual(authorization.getBytes(UTF_8), wanted.getBytes(UTF_8));
        return token.isEmpty() || same;
    }

    private static boolean isLoopback(String prefix, String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new ConfigException(prefix + "host " + host + " is not known on this machine");
        }
    }
}
