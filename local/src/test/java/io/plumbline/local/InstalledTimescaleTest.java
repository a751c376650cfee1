package io.plumbline.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstalledTimescaleTest {
    @Test
    void binariesCountOnlyWithTheExtensionBesideThem(@TempDir Path directory) throws Exception {
        Path binaries = Files.createDirectories(directory.resolve("17/bin"));
        Path share = Files.createDirectories(directory.resolve("share/extension"));
        script(binaries.resolve("pg_config"), "echo " + directory.resolve("share"));
        script(binaries.resolve("initdb"), "exit 0");
        script(binaries.resolve("pg_ctl"), "exit 0");
        assertThat(InstalledTimescale.hasTimescale(binaries)).isFalse();

        Files.createFile(share.resolve("timescaledb.control"));

        assertThat(InstalledTimescale.hasTimescale(binaries)).isTrue();
    }

    @Test
    void aServerStartsFromInstalledBinariesAndEndsWithClose(@TempDir Path directory) throws Exception {
        Optional<Path> installed = anyInstalled();
        assumeTrue(installed.isPresent(), "skipped: no PostgreSQL is installed under /usr/lib/postgresql");
        String url;
        try (InstalledTimescale server = InstalledTimescale.start(installed.get(), directory.resolve("server"), "")) {
            url = server.jdbcUrl("postgres");
            try (var connection = DriverManager.getConnection(url);
                    var answer = connection.createStatement().executeQuery("SHOW listen_addresses")) {
                answer.next();
                assertThat(answer.getString(1)).isEqualTo("127.0.0.1");
            }
        }
        assertThat(directory.resolve("server/data/postmaster.pid")).doesNotExist();
    }

    private static Optional<Path> anyInstalled() throws IOException {
        Path place = Path.of("/usr/lib/postgresql");
        if (!Files.isDirectory(place)) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(place)) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(binaries -> Files.isExecutable(binaries.resolve("initdb")))
                    .max(Comparator.naturalOrder());
        }
    }

    private static void script(Path path, String line) throws IOException {
        Files.writeString(path, "#!/bin/sh\n" + line + "\n");
        assertThat(path.toFile().setExecutable(true)).isTrue();
    }
}
