package io.plumbline.streams.domain.health;

import io.plumbline.streams.domain.health.Subject.Scope;
import io.plumbline.streams.domain.window.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which standings make up the health of which subject. A node that left counts for itself only. What is quiet counts
 * only where nothing of its component is measured in the whole system.
 */
final class Census {
    private final Set<Subject> left = new HashSet<>();
    private final Set<Subject> measured = new HashSet<>();
    private final Map<Subject, List<Standing>> bySubject = new LinkedHashMap<>();

    private Census() {}

    static Map<Subject, List<Standing>> of(Table<Board.Key, Standing> standings) {
        Census census = new Census();
        standings.forEach(census::findLeft);
        standings.forEach(census::findMeasured);
        standings.forEach(census::count);
        return census.bySubject;
    }

    private void findLeft(Board.Key key, Standing standing) {
        if (standing.hasLeft()) {
            left.add(node(key));
        }
    }

    private void findMeasured(Board.Key key, Standing standing) {
        if (!standing.isQuiet() && !left.contains(node(key))) {
            measured.add(component(key));
        }
    }

    private void count(Board.Key key, Standing standing) {
        if (standing.isQuiet() && measured.contains(component(key))) {
            return;
        }
        if (!key.aspect().node().isEmpty()) {
            add(node(key), standing);
        }
        if (!left.contains(node(key))) {
            add(component(key), standing);
            add(new Subject(key.system(), key.run(), Scope.SYSTEM, ""), standing);
        }
    }

    private void add(Subject subject, Standing standing) {
        bySubject.computeIfAbsent(subject, s -> new ArrayList<>()).add(standing);
    }

    private static Subject node(Board.Key key) {
        return new Subject(key.system(), key.run(), Scope.NODE, key.aspect().node());
    }

    private static Subject component(Board.Key key) {
        return new Subject(
                key.system(), key.run(), Scope.COMPONENT, key.aspect().component());
    }
}
