package io.plumbline.cli.network;

import io.plumbline.cli.DocumentOutput;
import io.plumbline.cli.DurationConverter;
import io.plumbline.cli.ExitCode;
import io.plumbline.producers.network.NetworkBench;
import io.plumbline.producers.network.NetworkPlan;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code plumbline benchmark network}. */
@Command(
        name = "network",
        mixinStandardHelpOptions = true,
        description = "Measure the network to a node where plumbline probe serve runs.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  plumbline benchmark network --peer 10.0.0.2:8475",
            "  plumbline benchmark network --peer 10.0.0.2:8475 --sizes 1MB,10MB,100MB,500MB --repeats 10",
            "  plumbline benchmark network --peer 10.0.0.2:8475 --sizes 100MB --streams 4",
            "  plumbline benchmark network --peer 10.0.0.2:8475 --sizes 1MB --output json",
            "",
            "Measured are round trips, connections, throughput each way with every byte counted and",
            "its checksum compared, what an open connection costs the server, and lost datagrams.",
            "One connection carries each transfer, or --streams of them one each at the same time.",
            "Exit codes: 0 measured, 2 usage or a wrong token, 3 the peer does not answer or went away."
        })
public final class NetworkBenchmarkCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command;

    @Mixin
    private PeerOptions peer;

    @Option(
            names = "--sizes",
            split = ",",
            converter = ByteSize.class,
            defaultValue = "1MB,10MB,100MB",
            description = "Bytes of the transfers (${DEFAULT-VALUE}).")
    private List<Long> sizes;

    @Option(
            names = "--streams",
            defaultValue = "1",
            description = "Connections that carry a transfer of the size each, at once (${DEFAULT-VALUE}).")
    private int streams;

    @Option(
            names = "--repeats",
            defaultValue = "5",
            description = "Of each transfer; five are the fewest with an interval (${DEFAULT-VALUE}).")
    private int repeats;

    @Option(
            names = "--time",
            defaultValue = "2s",
            converter = DurationConverter.class,
            description = "For round trips, and again for connections (${DEFAULT-VALUE}).")
    private Duration time;

    @Option(names = "--idle", defaultValue = "200", description = "Connections held open at once (${DEFAULT-VALUE}).")
    private int idle;

    @Option(names = "--datagrams", defaultValue = "5000", description = "0: none (${DEFAULT-VALUE}).")
    private int datagrams;

    @Option(names = "--datagram-rate", defaultValue = "2000", description = "Each second (${DEFAULT-VALUE}).")
    private double rate;

    @Option(names = "--datagram-bytes", defaultValue = "1200", description = "Of each (${DEFAULT-VALUE}).")
    private int datagramBytes;

    @Mixin
    private DocumentOutput output;

    @Override
    public Integer call() throws IOException {
        NetworkPlan plan = new NetworkPlan(sizes, streams, repeats, time, idle, datagrams, rate, datagramBytes);
        NetworkBench bench = new NetworkBench(
                peer.address(),
                peer.token(),
                peer.timeout(),
                step -> command.commandLine().getErr().println("plumbline: measuring " + step));
        NetworkDocument document = NetworkDocument.of(bench.run(plan));
        output.print(document, document::text);
        return ExitCode.FINE;
    }
}
