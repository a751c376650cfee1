package io.plumbline.e2e;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.plumbline.local.Ports;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A real Apicurio Registry in a process of its own, in memory, on the loopback interface. Its distribution (142 MB) comes
 * through Maven into the local repository when a test first asks for it.
 */
final class ApicurioRegistry implements AutoCloseable {
    private static final String VERSION = System.getProperty("plumbline.test.apicurio.version", "2.6.13.Final");
    private static final Path UNPACKED = Path.of("target", "apicurio-" + VERSION);
    private static final Path LOG = Path.of("target", "apicurio.log");

    private final Process process;
    private final String url;

    private ApicurioRegistry(Process process, String url) {
        this.process = process;
        this.url = url;
    }

    /** Starts it; the calling test is skipped, with the reason, when the distribution cannot be had. */
    static ApicurioRegistry start() throws IOException, InterruptedException {
        Path archive = archive();
        if (!Files.exists(archive)) {
            int exit = download();
            assumeTrue(
                    exit == 0 && Files.exists(archive), "Apicurio Registry " + VERSION + " cannot be had: see " + LOG);
        }
        int port = Ports.reserve();
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Dregistry.storage.kind=mem",
                        "-Dquarkus.http.host=127.0.0.1",
                        "-Dquarkus.http.port=" + port,
                        "-jar",
                        runner(archive).toString())
                .redirectErrorStream(true)
                .redirectOutput(LOG.toFile())
                .start();
        ApicurioRegistry registry = new ApicurioRegistry(process, "http://127.0.0.1:" + port + "/apis/ccompat/v7");
        registry.awaitReady();
        return registry;
    }

    String url() {
        return url;
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }

    private void awaitReady() {
        try {
            await().atMost(Duration.ofSeconds(90))
                    .failFast("the registry ended, see " + LOG, () -> !process.isAlive())
                    .until(this::answers);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private boolean answers() throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(url + "/subjects").toURL().openConnection();
        try {
            return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException e) {
            return false; // not listening yet
        } finally {
            connection.disconnect();
        }
    }

    private static int download() throws IOException, InterruptedException {
        return run(
                Path.of("..", "mvnw").toString(),
                "-q",
                "-B",
                "-Dmaven.repo.local=" + localRepository(),
                "org.apache.maven.plugins:maven-dependency-plugin:3.11.0:get",
                "-Dtransitive=false",
                "-Dartifact=io.apicurio:apicurio-registry-app:" + VERSION + ":tar.gz:all");
    }

    /** Surefire names the local repository of the build that runs. */
    private static Path localRepository() {
        String usual =
                Path.of(System.getProperty("user.home"), ".m2", "repository").toString();
        return Path.of(System.getProperty("localRepository", usual));
    }

    private static Path archive() {
        return localRepository()
                .resolve(Path.of("io", "apicurio", "apicurio-registry-app", VERSION))
                .resolve("apicurio-registry-app-" + VERSION + "-all.tar.gz");
    }

    private static Path runner(Path archive) throws IOException, InterruptedException {
        Path runner = UNPACKED.resolve("apicurio-registry-app-" + VERSION + "-runner.jar");
        if (!Files.exists(runner)) {
            Files.createDirectories(UNPACKED);
            int exit = run("tar", "-xzf", archive.toString(), "-C", UNPACKED.toString());
            assumeTrue(exit == 0 && Files.exists(runner), "the distribution cannot be unpacked: see " + LOG);
        }
        return runner;
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(LOG.toFile())
                .start()
                .waitFor();
    }
}
