package io.plumbline.schemas.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.plumbline.schemas.registry.RegistryConfig.Endpoint;
import io.plumbline.settings.ConfigException;
import io.plumbline.settings.Secret;
import io.plumbline.settings.Settings;
import java.net.URI;
import java.util.Base64;
import java.util.List;

/** Who we are to each registry: {@code basic.auth.*} and {@code bearer.auth.token}. */
final class Credentials {
    private static final Secret NONE = new Secret("");

    private Credentials() {}

    /** One endpoint for each of {@code schema.registry.url}. */
    static List<Endpoint> endpoints(Settings settings) {
        settings.required("schema.registry.url");
        String source = settings.string("basic.auth.credentials.source", "URL");
        Secret basic = new Secret(settings.string("basic.auth.user.info", ""));
        Secret bearer = new Secret(settings.string("bearer.auth.token", ""));
        Settings.check(
                bearer.value().isEmpty()
                        || "STATIC_TOKEN".equals(settings.string("bearer.auth.credentials.source", "")),
                "bearer.auth.token needs bearer.auth.credentials.source=STATIC_TOKEN");
        return settings.list("schema.registry.url", List.of()).stream()
                .map(url -> endpoint(url, source, basic, bearer))
                .toList();
    }

    private static Endpoint endpoint(String text, String source, Secret basic, Secret bearer) {
        URI url = parse(text);
        URI bare = URI.create(
                url.getScheme() + "://" + hostOf(url) + url.getRawPath().replaceAll("/+$", ""));
        if (!bearer.value().isEmpty()) {
            return new Endpoint(bare, new Secret("Bearer " + bearer.value()));
        }
        return new Endpoint(
                bare,
                switch (source) {
                    case "URL" -> url.getUserInfo() == null ? NONE : basic(url.getUserInfo());
                    case "USER_INFO" -> basic(basic.value());
                    default ->
                        throw new ConfigException(
                                "basic.auth.credentials.source must be USER_INFO or URL, was " + source);
                });
    }

    private static URI parse(String text) {
        try {
            URI url = URI.create(text);
            Settings.check(
                    url.getHost() != null && ("http".equals(url.getScheme()) || "https".equals(url.getScheme())),
                    "schema.registry.url needs http:// or https:// and a host");
            return url;
        } catch (IllegalArgumentException e) { // its message would show credentials in the URL
            throw new ConfigException("schema.registry.url is not a URL");
        }
    }

    private static String hostOf(URI url) {
        return url.getPort() < 0 ? url.getHost() : url.getHost() + ":" + url.getPort();
    }

    private static Secret basic(String userInfo) {
        Settings.check(userInfo.indexOf(':') > 0, "basic authentication needs user:password");
        return new Secret("Basic " + Base64.getEncoder().encodeToString(userInfo.getBytes(UTF_8)));
    }
}
