package io.plumbline.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PortsTest {
    private static final Path OF_CLIENTS = Path.of("/proc/sys/net/ipv4/ip_local_port_range");

    @Test
    void noPortIsGivenTwice() {
        List<Integer> ports = Stream.generate(Ports::reserve).limit(1_000).toList();

        assertThat(ports).doesNotHaveDuplicates();
    }

    @Test
    void noClientIsGivenThePortOfAServerThatIsStillToStart() throws Exception {
        assumeTrue(Files.exists(OF_CLIENTS), "only Linux says which ports it gives to clients");
        String range = Files.readString(OF_CLIENTS); // "32768	60999"
        int first = Integer.parseInt(range.substring(0, range.indexOf('\t')));
        assumeTrue(first >= 32_000, "this machine's clients may have any port from " + first);

        assertThat(Stream.generate(Ports::reserve).limit(1_000)).allMatch(port -> port < first);
    }
}
