package io.plumbline.cli.scale;

import io.plumbline.cli.Main;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A process that runs another part of this program, on the same Java and with the same classes, and is led over its streams. */
final class ChildJvm {
    private ChildJvm() {}

    /**
     * @param options of the virtual machine
     * @param arguments of {@code plumbline}
     */
    static List<String> command(List<String> options, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    /** Where such a process answers: from now on nothing else writes to standard output, above all no log. */
    static PrintStream answers() {
        PrintStream answers = System.out;
        System.setOut(System.err);
        return answers;
    }
}
