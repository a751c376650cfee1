package io.plumbline.cli.network;

import io.plumbline.cli.DocumentOutput;
import io.plumbline.cli.DurationConverter;
import io.plumbline.cli.ExitCode;
import io.plumbline.producers.figure.Claim;
import io.plumbline.producers.network.NetworkValidation;
import io.plumbline.producers.network.Peer;
import io.plumbline.settings.Settings;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plumbline validate}. */
@Command(
        name = "validate",
        mixinStandardHelpOptions = true,
        description = "Check that the network to a node keeps what is expected of it.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  plumbline validate --peer 10.0.0.2:8475 -e 2.5 -l 1",
            "  plumbline validate --peer 10.0.0.2:8475 -l 20 --time 30s --output json",
            "",
            "What is claimed is P95 with its 90 % interval: 95 % of transfers, each way, reach the",
            "throughput, and 95 % of round trips are within the latency. PASS: the whole interval",
            "keeps it. FAIL: the whole interval misses it. WARN: neither is certain; measure longer.",
            "Exit codes: 0 PASS, 1 FAIL, 2 usage or a wrong token, 3 the peer does not answer or went",
            "away, 5 WARN."
        })
public final class ValidateCommand implements Callable<Integer> {
    private static final double BITS_OF_GIGABIT = 1e9;
    private static final double NANOS_OF_MILLI = 1e6;

    @Mixin
    private PeerOptions peer;

    @Option(
            names = {"-e", "--expect"},
            paramLabel = "GBPS",
            description = "Throughput in Gbit/s that 95 %% of transfers must reach, each way.")
    private Double gigabits;

    @Option(
            names = {"-l", "--latency"},
            paramLabel = "MILLIS",
            description = "Milliseconds within which 95 %% of round trips must be.")
    private Double millis;

    @Option(
            names = "--time",
            defaultValue = "5s",
            converter = DurationConverter.class,
            description = "For each of what is measured (${DEFAULT-VALUE}).")
    private Duration time;

    @Mixin
    private DocumentOutput output;

    @Override
    public Integer call() throws IOException {
        Settings.check(gigabits != null || millis != null, "nothing is expected: give -e, -l or both");
        Settings.check(gigabits == null || gigabits > 0, "-e must be positive");
        Settings.check(millis == null || millis > 0, "-l must be positive");
        NetworkValidation validation = new NetworkValidation(
                gigabits == null ? null : (Double) (gigabits * BITS_OF_GIGABIT),
                millis == null ? null : (Double) (millis * NANOS_OF_MILLI),
                time);
        try (Peer connected = peer.connect()) {
            List<Claim> claims = validation.measure(connected);
            ValidationDocument document = ValidationDocument.of(peer.address().toString(), claims);
            output.print(document, document::text);
            return switch (document.verdict()) {
                case PASS -> ExitCode.FINE;
                case WARN -> ExitCode.WARNING;
                case FAIL -> ExitCode.FINDING;
            };
        }
    }
}
