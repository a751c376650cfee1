package io.plumbline.cli.scale;

import io.plumbline.cli.ExitCode;
import io.plumbline.local.Directories;
import io.plumbline.local.LocalBroker;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/**
 * {@code plumbline scale broker}: the Kafka broker that {@code plumbline scale real --service kafka} measures, so that its
 * processor time is its own. Says its address and runs until its input ends: it does not outlive who started it.
 */
@Command(
        name = BrokerCommand.NAME,
        hidden = true,
        description = "The Kafka broker of plumbline scale real; it ends with its standard input.")
final class BrokerCommand implements Callable<Integer> {
    static final String NAME = "broker";

    @Override
    public Integer call() throws IOException {
        PrintStream answers = ChildJvm.answers();
        Path directory = Directories.temporary("plumbline-scale-broker-");
        try (LocalBroker broker = LocalBroker.start(directory)) {
            answers.println(broker.bootstrapServers());
            answers.flush();
            System.in.transferTo(PrintStream.nullOutputStream());
        } finally {
            Directories.delete(directory);
        }
        return ExitCode.FINE;
    }
}
