package io.plumbline.schemas.registry;

import io.plumbline.settings.ConfigException;
import io.plumbline.settings.Secret;
import io.plumbline.settings.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Stores for HTTPS ({@code schema.registry.ssl.*}); what is not set is the JVM's own.
 *
 * @param trust certificates that we believe
 * @param key the certificate that we show
 * @param keyPassword of the private key
 */
record TlsConfig(Optional<Store> trust, Optional<Store> key, Secret keyPassword) {
    private static final String PREFIX = "schema.registry.ssl.";

    record Store(Path file, String type, Secret password) {}

    static TlsConfig from(Settings settings) {
        Optional<Store> key = store(settings, PREFIX + "keystore.");
        String keyPassword = settings.string(
                PREFIX + "key.password",
                key.map(store -> store.password.value()).orElse(""));
        return new TlsConfig(store(settings, PREFIX + "truststore."), key, new Secret(keyPassword));
    }

    /** Nothing when no store is set: the client then uses the JVM's context. */
    Optional<SSLContext> context() {
        if (trust.isEmpty() && key.isEmpty()) {
            return Optional.empty();
        }
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(
                    key.isPresent() ? keyManagers(key.get()).getKeyManagers() : null,
                    trust.isPresent() ? trustManagers(trust.get()).getTrustManagers() : null,
                    null);
            return Optional.of(context);
        } catch (IOException | GeneralSecurityException e) {
            throw new ConfigException("the registry's key or trust store cannot be used: " + e.getMessage());
        }
    }

    private KeyManagerFactory keyManagers(Store store) throws IOException, GeneralSecurityException {
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(load(store), keyPassword.value().toCharArray());
        return factory;
    }

    private static TrustManagerFactory trustManagers(Store store) throws IOException, GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(load(store));
        return factory;
    }

    private static KeyStore load(Store store) throws IOException, GeneralSecurityException {
        KeyStore loaded = KeyStore.getInstance(store.type);
        try (InputStream in = Files.newInputStream(store.file)) {
            loaded.load(in, store.password.value().toCharArray());
        }
        return loaded;
    }

    private static Optional<Store> store(Settings settings, String prefix) {
        String location = settings.string(prefix + "location", "");
        String type = settings.string(prefix + "type", "JKS");
        Secret password = new Secret(settings.string(prefix + "password", ""));
        return location.isEmpty() ? Optional.empty() : Optional.of(new Store(Path.of(location), type, password));
    }
}
