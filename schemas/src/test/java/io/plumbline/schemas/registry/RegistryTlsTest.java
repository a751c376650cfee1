package io.plumbline.schemas.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.plumbline.settings.Settings;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a server with a certificate of its own that asks its clients for theirs. */
class RegistryTlsTest {
    private static final byte[] ANSWER = "{\"schema\":\"\\\"string\\\"\"}".getBytes(UTF_8);

    @Test
    void bothSidesShowTheirCertificates(@TempDir Path directory) throws Exception {
        Map<String, String> stores = stores(directory);
        HttpsServer server = serve(TlsConfig.from(Settings.of(stores)).context().orElseThrow());
        try {
            Map<String, String> trusting = new HashMap<>(Map.of(
                    "schema.registry.url",
                    "https://localhost:" + server.getAddress().getPort(),
                    "max.retries",
                    "0"));
            assertThatThrownBy(() -> RegistryClient.create(trusting).byId(1))
                    .isInstanceOf(RegistryUnavailableException.class)
                    .hasMessageContaining("SSLHandshakeException");

            trusting.putAll(stores);
            assertThat(RegistryClient.create(trusting).byId(1)).isEqualTo(Schema.create(Schema.Type.STRING));
        } finally {
            server.stop(0);
        }
    }

    private static HttpsServer serve(SSLContext context) throws Exception {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters tls = context.getDefaultSSLParameters();
                tls.setNeedClientAuth(true);
                parameters.setSSLParameters(tls);
            }
        });
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, ANSWER.length);
            exchange.getResponseBody().write(ANSWER);
            exchange.close();
        });
        server.start();
        return server;
    }

    /** One self-signed certificate serves both sides, as key and as what is trusted. */
    private static Map<String, String> stores(Path directory) throws Exception {
        Path keys = directory.resolve("keys.p12");
        Path trust = directory.resolve("trust.p12");
        Path certificate = directory.resolve("certificate.pem");
        keytool(
                keys,
                "-genkeypair",
                "-alias",
                "us",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost");
        keytool(keys, "-exportcert", "-alias", "us", "-file", certificate.toString());
        keytool(trust, "-importcert", "-noprompt", "-alias", "us", "-file", certificate.toString());
        Map<String, String> configuration = new HashMap<>();
        Map.of("keystore", keys, "truststore", trust).forEach((store, file) -> {
            configuration.put("schema.registry.ssl." + store + ".location", file.toString());
            configuration.put("schema.registry.ssl." + store + ".password", "changeit");
            configuration.put("schema.registry.ssl." + store + ".type", "PKCS12");
        });
        return configuration;
    }

    private static void keytool(Path store, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                arguments[0],
                "-keystore",
                store.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                "changeit"));
        command.addAll(List.of(arguments).subList(1, arguments.length));
        assertThat(new ProcessBuilder(command).start().waitFor()).isZero();
    }
}
