package io.plumbline.settings;

import java.util.Comparator;
import java.util.Optional;
import java.util.Set;

/** The word that somebody may have meant. */
final class Nearest {
    private Nearest() {}

    /** The known word with the fewest edits from {@code word}, unless these are more than a third of its characters. */
    static Optional<String> to(String word, Set<String> known) {
        return known.stream()
                .min(Comparator.comparingInt(candidate -> edits(word, candidate)))
                .filter(candidate -> edits(word, candidate) * 3 <= word.length());
    }

    /** Levenshtein's distance: insertions, deletions and substitutions of single characters. */
    static int edits(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int substituted = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length()];
    }
}
