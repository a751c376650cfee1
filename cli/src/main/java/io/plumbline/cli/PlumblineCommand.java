package io.plumbline.cli;

import io.plumbline.cli.agent.ConfigCommand;
import io.plumbline.cli.benchmark.BenchmarkCommand;
import io.plumbline.cli.importer.ImportCommand;
import io.plumbline.cli.load.LoadCommand;
import io.plumbline.cli.network.MonitorCommand;
import io.plumbline.cli.network.ProbeCommand;
import io.plumbline.cli.network.ValidateCommand;
import io.plumbline.cli.receive.ReceiveCommand;
import io.plumbline.cli.scale.ScaleCommand;
import io.plumbline.cli.simulate.SimulateCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The root: it only lists its subcommands. */
@Command(
        name = "plumbline",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Continuous, honest performance monitoring for distributed nodes.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            LocalCommand.class,
            AgentCommand.class,
            StreamsCommand.class,
            SinkCommand.class,
            TopicsCommand.class,
            SchemasCommand.class,
            MigrateCommand.class,
            DetectCommand.class,
            CompareCommand.class,
            CompareWindowsCommand.class,
            TrendCommand.class,
            UslCommand.class,
            StepsCommand.class,
            ScoreCommand.class,
            ReliabilityCommand.class,
            BaselineCommand.class,
            AlertCommand.class,
            AuditCommand.class,
            QuarantineCommand.class,
            SimulateCommand.class,
            ScaleCommand.class,
            ImportCommand.class,
            ReceiveCommand.class,
            BenchmarkCommand.class,
            ConfigCommand.class,
            ProbeCommand.class,
            LoadCommand.class,
            MonitorCommand.class,
            ValidateCommand.class,
            HelpCommand.class
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  plumbline local                        the whole pipeline on this machine, until Ctrl-C",
            "  plumbline local --duration 45s --output json",
            "  plumbline topics apply --set kafka.bootstrap.servers=kafka:9092",
            "  plumbline sink --config plumbline.properties",
            "  plumbline config check agent.yaml",
            "  plumbline detect nightly.csv --value p95_ms --time commit",
            "  plumbline compare v1.csv v2.csv --value latency_ms",
            "  plumbline usl steps.csv --load nodes --throughput ops_per_second",
            "  plumbline trend memory.csv --value rss_bytes --time at --memory",
            "  plumbline steps scaling_test_demo.csv",
            "  plumbline scale comprehensive --filter nodes=10..160",
            "  plumbline reliability events.csv",
            "  plumbline audit --config plumbline.properties --held",
            "  plumbline simulate --nodes 100 --condition wan --byzantine .1",
            "  plumbline import jmeter results.jtl --dry-run",
            "  plumbline load stress --target tcp://127.0.0.1:5432 --from 50 --to 5000",
            "  plumbline validate --peer 127.0.0.1:8475 -e 1 -l 5",
            "",
            "Settings come from --set KEY=VALUE, then the environment (PLUMBLINE_DB_URL is db.url), then --config"
                    + " FILE.",
            "Exit codes: 0 fine, 1 a finding, 2 usage or configuration, 3 something unreachable, 4 inconclusive, 5 a"
                    + " warning, 70 our bug."
        })
final class PlumblineCommand {}
