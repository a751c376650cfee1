package io.plumbline.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.IHelpSectionRenderer;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * Sets descriptions and footers of {@code --help}: prose is filled to the width of the page, however long its lines are in
 * the code; what is indented (examples, tables) stays as it is, so that it can be copied. Neither is a format.
 */
final class HelpText {
    private HelpText() {}

    /** For a command and all its subcommands. */
    static CommandLine install(CommandLine commandLine) {
        var sections = commandLine.getHelpSectionMap();
        sections.put(UsageMessageSpec.SECTION_KEY_DESCRIPTION, filling(UsageMessageSpec::description));
        sections.put(UsageMessageSpec.SECTION_KEY_FOOTER, filling(UsageMessageSpec::footer));
        return commandLine.setHelpSectionMap(sections);
    }

    private static IHelpSectionRenderer filling(Function<UsageMessageSpec, String[]> section) {
        return help -> {
            UsageMessageSpec usage = help.commandSpec().usageMessage();
            return filled(section.apply(usage), usage.width());
        };
    }

    static String filled(String[] lines, int width) {
        StringBuilder page = new StringBuilder();
        List<String> sentence = new ArrayList<>();
        for (String line : lines) {
            if (line.isBlank() || line.startsWith(" ")) {
                fill(sentence, width, page);
                page.append(line).append(System.lineSeparator());
            } else {
                sentence.addAll(List.of(line.split(" +", -1)));
                if (line.endsWith(".") || line.endsWith(":")) {
                    fill(sentence, width, page);
                }
            }
        }
        fill(sentence, width, page);
        return page.toString();
    }

    /** Empties {@code words} onto the page. */
    private static void fill(List<String> words, int width, StringBuilder page) {
        int column = 0;
        for (String word : words) {
            if (column > 0 && column + 1 + word.length() > width) {
                page.append(System.lineSeparator());
                column = 0;
            }
            if (column > 0) {
                page.append(' ');
                column++;
            }
            page.append(word);
            column += word.length();
        }
        if (!words.isEmpty()) {
            page.append(System.lineSeparator());
        }
        words.clear();
    }
}
