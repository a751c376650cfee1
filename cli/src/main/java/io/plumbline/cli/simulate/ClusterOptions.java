package io.plumbline.cli.simulate;

import io.plumbline.cli.SignatureOptions;
import io.plumbline.producers.simulation.Behaviour;
import io.plumbline.producers.simulation.ClusterConfig;
import io.plumbline.producers.simulation.Condition;
import io.plumbline.producers.simulation.Environment;
import io.plumbline.producers.simulation.Faults;
import io.plumbline.producers.simulation.Profile;
import io.plumbline.producers.simulation.Protocol;
import io.plumbline.producers.simulation.TopologyKind;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What cluster to simulate. */
final class ClusterOptions {
    @Option(names = "--nodes", paramLabel = "N", defaultValue = "10", description = "Nodes (${DEFAULT-VALUE}).")
    private int nodes;

    @Option(
            names = "--topology",
            paramLabel = "NAME",
            defaultValue = "mesh",
            description = "${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
    private TopologyKind topology;

    @Mixin
    private ConditionOptions condition;

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            defaultValue = "standard",
            description = "Of the nodes: minimal, light, standard, heavy, extreme (${DEFAULT-VALUE}).")
    private String profile;

    @Option(
            names = "--environment",
            paramLabel = "NAME",
            defaultValue = "local_simulation",
            description = "${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
    private Environment environment;

    @Option(
            names = "--byzantine",
            paramLabel = "SHARE",
            defaultValue = "0",
            description = "Share of Byzantine nodes, 0 to 1 (${DEFAULT-VALUE}).")
    private double byzantine;

    @Option(
            names = "--behaviour",
            paramLabel = "NAME",
            split = ",",
            defaultValue = "silent,invalid_signatures",
            description = "What they do, dealt in turn: ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
    private List<Behaviour> behaviours = new ArrayList<>();

    @Option(
            names = "--crash",
            paramLabel = "OUTAGE",
            converter = Outage.Converter.class,
            description =
                    "Correct nodes that crash: SHARE@AT+FOR, e.g. 0.2@20s+10s; AT counts the warm-up too. Repeatable.")
    private List<Outage> crashes = new ArrayList<>();

    @Option(
            names = "--partition",
            paramLabel = "OUTAGE",
            converter = Outage.Converter.class,
            description = "A share of the nodes, at most 0.5, that is cut off: SHARE@AT+FOR. Repeatable.")
    private List<Outage> partitions = new ArrayList<>();

    @Option(
            names = "--rate",
            paramLabel = "R",
            defaultValue = "10",
            description = "Operations per second that clients ask of all nodes together (${DEFAULT-VALUE}).")
    private double rate;

    @Option(
            names = "--pipeline",
            paramLabel = "N",
            defaultValue = "1",
            description = "Proposals under way at once (${DEFAULT-VALUE}).")
    private int pipeline;

    @Option(
            names = "--block",
            paramLabel = "N",
            defaultValue = "100",
            description = "Most operations of a proposal (${DEFAULT-VALUE}).")
    private int block;

    @Option(names = "--fixed-proposer", description = "One node proposes until it is voted out; else all in turn.")
    private boolean fixedProposer;

    @Mixin
    private SignatureOptions signatures;

    /** Takes about a second where the costs of signatures are measured first. */
    ClusterConfig config() {
        Faults faults = Faults.byzantine(byzantine, behaviours.toArray(Behaviour[]::new));
        for (Outage crash : crashes) {
            faults = faults.withCrash(crash.crash());
        }
        for (Outage partition : partitions) {
            faults = faults.withPartition(partition.partition());
        }
        Condition links = condition.condition();
        Profile each = Profile.named(profile);
        return ClusterConfig.of(nodes, topology, links, signatures.costs())
                .withProfile(each)
                .withEnvironment(environment)
                .withFaults(faults)
                .withOffered(rate)
                .withProtocol(Protocol.DEFAULT
                        .withPipeline(pipeline)
                        .withBlockOperations(block)
                        .withRotating(!fixedProposer));
    }
}
