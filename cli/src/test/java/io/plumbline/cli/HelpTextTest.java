package io.plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

class HelpTextTest {
    private static final int WIDTH = 80;

    static List<CommandLine> everyCommand() {
        return withSubcommands(Main.commandLine()).toList();
    }

    @ParameterizedTest
    @MethodSource("everyCommand")
    void fitsThePageButForWhatIsToBeCopied(CommandLine command) {
        String help = command.getUsageMessage(Ansi.OFF);

        assertThat(help).contains("Usage: plumbline").doesNotContain("%%");
        assertThat(help.lines().filter(line -> !line.startsWith("  "))).allMatch(line -> line.length() <= WIDTH);
    }

    @ParameterizedTest
    @MethodSource("everyCommand")
    void saysInOneSentenceWhatItIsFor(CommandLine command) {
        String[] description = command.getCommandSpec().usageMessage().description();

        assertThat(description).isNotEmpty();
        assertThat(description[0])
                .as("that is all that the list of commands shows")
                .matches(".+[.?]");
    }

    @Test
    void proseIsFilledAndExamplesStayAsTheyAre() {
        String[] lines = {
            "  plumbline do --one --two   with a comment", "", "Ninety-nine % of what", "we write.", "Then", "this."
        };

        assertThat(HelpText.filled(lines, 20).lines())
                .containsExactly(
                        "  plumbline do --one --two   with a comment",
                        "",
                        "Ninety-nine % of",
                        "what we write.",
                        "Then this.");
    }

    private static Stream<CommandLine> withSubcommands(CommandLine command) {
        return Stream.concat(
                Stream.of(command),
                command.getSubcommands().values().stream().distinct().flatMap(HelpTextTest::withSubcommands));
    }
}
