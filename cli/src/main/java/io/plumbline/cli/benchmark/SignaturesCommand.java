package io.plumbline.cli.benchmark;

import io.plumbline.cli.AlgorithmConverter;
import io.plumbline.cli.DocumentOutput;
import io.plumbline.cli.DurationConverter;
import io.plumbline.cli.ExitCode;
import io.plumbline.producers.signature.Implementation;
import io.plumbline.producers.signature.SignatureAlgorithm;
import io.plumbline.producers.signature.SignatureBench;
import io.plumbline.producers.signature.SignatureFigures;
import io.plumbline.settings.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code plumbline benchmark signatures}. */
@Command(
        name = "signatures",
        mixinStandardHelpOptions = true,
        description = "Measure post-quantum signatures (ML-DSA, FIPS 204) against Ed25519 and ECDSA on this machine.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  plumbline benchmark signatures",
            "  plumbline benchmark signatures --algorithms ML-DSA-65,Ed25519 --time 10s --nodes 10,40",
            "  plumbline benchmark signatures --implementation bouncy_castle --output json",
            "",
            "Every operation is timed by itself after a warm-up; it is checked first that signatures",
            "verify and changed ones do not. A round of consensus costs each node, in every phase,",
            "one signature and the verification of a quorum's: phases (sign + (n - f) verify) with",
            "f = floor((n - 1) / 3), on one processor.",
            "Exit codes: 0 measured, 2 usage."
        })
final class SignaturesCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command;

    @Option(
            names = "--algorithms",
            split = ",",
            paramLabel = "NAME",
            converter = AlgorithmConverter.class,
            description = "Of ML-DSA-44, ML-DSA-65, ML-DSA-87, Ed25519 and ECDSA-P256; default: all.")
    private List<SignatureAlgorithm> algorithms = List.of(SignatureAlgorithm.values());

    @Option(
            names = "--time",
            defaultValue = "3s",
            converter = DurationConverter.class,
            description = "For each operation of each algorithm, a third of it to warm up (${DEFAULT-VALUE}).")
    private Duration time;

    @Option(names = "--nodes", split = ",", paramLabel = "N", description = "Sizes of consensus (4,10,40,100).")
    private List<Integer> nodes = List.of(4, 10, 40, 100);

    @Option(
            names = "--phases",
            defaultValue = "2",
            description = "Phases of a round in which votes are exchanged (${DEFAULT-VALUE}).")
    private int phases;

    @Option(
            names = "--message-bytes",
            defaultValue = "" + SignatureBench.MESSAGE_BYTES,
            description = "Length of what is signed (${DEFAULT-VALUE}).")
    private int messageBytes;

    @Option(
            names = "--implementation",
            defaultValue = "platform",
            description = "platform (the JDK's own where it has one) or bouncy_castle (for all).")
    private Implementation implementation;

    @Mixin
    private DocumentOutput output;

    @Override
    public Integer call() {
        Settings.check(time.compareTo(Duration.ofMillis(10)) >= 0, "--time must be at least 10ms");
        Settings.check(messageBytes >= 8 && messageBytes <= 1 << 20, "--message-bytes must be 8 to 1048576");
        Settings.check(phases >= 1 && phases <= 100, "--phases must be 1 to 100");
        Settings.check(nodes.stream().allMatch(n -> n >= 1 && n <= 100_000), "--nodes must be 1 to 100000 each");
        SignatureBench bench = new SignatureBench(implementation, time, messageBytes);
        List<SignatureFigures> figures = new ArrayList<>();
        for (SignatureAlgorithm algorithm : algorithms) {
            command.commandLine().getErr().println("plumbline: measuring " + algorithm.label());
            figures.add(bench.measure(algorithm));
        }
        SignaturesDocument document = SignaturesDocument.of(figures, nodes, phases);
        output.print(document, document::text);
        return ExitCode.FINE;
    }
}
