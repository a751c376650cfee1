package io.plumbline.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** {@code plumbline bench jmh NAME [OPTIONS]}: JMH with its own options. */
@Command(
        name = "jmh",
        description = "Run JMH benchmarks; all arguments are JMH's, -h prints them, -l lists the benchmarks.",
        footerHeading = "%nExamples:%n",
        footer = {"  plumbline bench jmh RecordBenchmark -t 8 -f 2 -prof gc"})
final class JmhCommand implements Callable<Integer> {
    @Unmatched
    private final List<String> arguments = new ArrayList<>();

    @Override
    public Integer call() throws Exception {
        org.openjdk.jmh.Main.main(arguments.toArray(String[]::new));
        return 0;
    }
}
