package io.plumbline.streams.domain.health;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Values for names that match a pattern, in which {@code *} stands for anything. The longest pattern that matches decides. */
public final class NamePatterns<V> {
    private final List<Entry<V>> longestFirst = new ArrayList<>();

    private record Entry<V>(String glob, Pattern pattern, V value) {}

    public NamePatterns(Map<String, V> byGlob) {
        byGlob.forEach((glob, value) -> longestFirst.add(new Entry<>(glob, compile(glob), value)));
        longestFirst.sort(Comparator.<Entry<V>>comparingInt(entry -> entry.glob.length())
                .reversed()
                .thenComparing(entry -> entry.glob));
    }

    public Optional<V> find(String name) {
        return longestFirst.stream()
                .filter(entry -> entry.pattern.matcher(name).matches())
                .map(Entry::value)
                .findFirst();
    }

    private static Pattern compile(String glob) {
        return Pattern.compile("\\Q" + glob.replace("*", "\\E.*\\Q") + "\\E", Pattern.DOTALL);
    }
}
