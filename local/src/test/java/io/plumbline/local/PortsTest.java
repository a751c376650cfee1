package io.plumbline.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
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
        int first = firstOfClients();
        assumeTrue(first >= 32_000, "this machine's clients may have any port from " + first);

        assertThat(Stream.generate(Ports::reserve).limit(1_000)).allMatch(port -> port < first);
    }

    /** From a line such as "32768\t60999"; the system gives it to the first read whole, or not at all. */
    private static int firstOfClients() throws IOException {
        try (BufferedReader file = Files.newBufferedReader(OF_CLIENTS)) {
            String range = file.readLine();
            return Integer.parseInt(range.substring(0, range.indexOf('\t')));
        }
    }
}
