package io.plumbline.streams.domain.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.streams.domain.regression.Severity;
import io.plumbline.streams.domain.regression.watch.Phase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** Whatever watches and people say, and whenever the process is restarted. */
class AlertBoardPropertyTest {
    private static final Map<Status, Set<Status>> ALLOWED = Map.of(
            Status.SUSPECTED, Set.of(Status.CONFIRMED, Status.ACKNOWLEDGED, Status.ACCEPTED, Status.RESOLVED),
            Status.CONFIRMED, Set.of(Status.ACKNOWLEDGED, Status.ACCEPTED, Status.RECOVERING),
            Status.ACKNOWLEDGED, Set.of(Status.ACCEPTED, Status.RECOVERING),
            Status.RECOVERING, Set.of(Status.CONFIRMED, Status.ACKNOWLEDGED, Status.ACCEPTED, Status.RESOLVED));

    /** One thing that happens. {@code seconds} pass before. */
    record Step(
            int seconds,
            Decision.Action decision,
            int series,
            int metric,
            boolean isNew,
            Phase phase,
            Severity severity) {}

    /** How the steps are taken. */
    private enum Mode {
        LIVE,
        /** Another process goes on after each step. */
        RESTARTING,
        /** As fast as they can be read: the wall clock stands still. */
        REPLAY
    }

    @Property(tries = 300)
    void onlyAllowedTransitionsOfOneOpenAlertPerSeriesAreNumberedUp(@ForAll("steps") @Size(max = 60) List<Step> steps) {
        AlertStory story = run(steps, Mode.LIVE);

        Map<String, Transition> latest = new HashMap<>();
        Map<Object, String> open = new HashMap<>();
        Set<String> over = new HashSet<>();
        for (Transition next : story.transitions) {
            Alert.State alert = next.alert();
            Transition before = latest.put(alert.id(), next);
            assertThat(over).doesNotContain(alert.id());
            assertThat(alert.transition())
                    .isEqualTo(before == null ? 1 : before.alert().transition() + 1);
            assertThat(next.before())
                    .isEqualTo(before == null ? null : before.alert().status());
            if (before != null && before.alert().status() != alert.status()) {
                assertThat(ALLOWED.get(next.before())).contains(alert.status());
            }
            assertThat(open.computeIfAbsent(alert.series(), series -> alert.id()))
                    .isEqualTo(alert.id());
            if (alert.status().isEnd()) {
                open.remove(alert.series());
                over.add(alert.id());
            }
        }
    }

    @Property(tries = 300)
    void aRestartAndAFastReplaySayTheSame(@ForAll("steps") @Size(max = 60) List<Step> steps) {
        AlertStory live = run(steps, Mode.LIVE);

        assertThat(events(run(steps, Mode.RESTARTING))).isEqualTo(events(live));
        assertThat(events(run(steps, Mode.REPLAY))).isEqualTo(events(live));
    }

    @Property(tries = 300)
    void anIncidentIsOpenWhileOneOfItsAlertsIs(@ForAll("steps") @Size(max = 60) List<Step> steps) {
        AlertStory story = run(steps, Mode.LIVE);

        Map<String, Set<String>> open = new HashMap<>();
        story.transitions.stream()
                .map(Transition::alert)
                .filter(a -> !a.incident().isEmpty())
                .forEach(alert -> {
                    Set<String> ofIncident = open.computeIfAbsent(alert.incident(), i -> new HashSet<>());
                    if (alert.status().isEnd()) {
                        ofIncident.remove(alert.id());
                    } else {
                        ofIncident.add(alert.id());
                    }
                });
        Map<String, Incident.State> latest = new HashMap<>();
        story.incidents.forEach(incident -> latest.put(incident.id(), incident));
        assertThat(latest.keySet()).isEqualTo(open.keySet());
        latest.forEach((id, incident) ->
                assertThat(incident.open()).isEqualTo(open.get(id).size()));
    }

    @Property(tries = 300)
    void severityIsNeverBelowWhatWasSaidAndFallsToTheWorstOfThree(
            @ForAll @Size(min = 1, max = 40) List<Severity> said) {
        AlertStory story = new AlertStory();
        AlertStory.Watch watch = story.watch("p95");
        Track track = null;
        for (int window = 0; window < said.size(); window++) {
            Sighting sighting = watch.with(said.get(window)).sighting(Phase.CONFIRMED, window);
            Track next = track == null ? Track.first(sighting) : track.next(sighting);
            assertThat(next.held()).isGreaterThanOrEqualTo(said.get(window));
            if (track != null && next.held().compareTo(track.held()) < 0) {
                List<Severity> three = said.subList(window - 2, window + 1);
                Severity before = track.held();
                assertThat(three).allMatch(severity -> severity.compareTo(before) < 0);
                assertThat(next.held())
                        .isEqualTo(three.stream().max(Severity::compareTo).orElseThrow());
            }
            track = next;
        }
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<Step> step = Combinators.combine(
                        Arbitraries.integers().between(0, 8),
                        Arbitraries.of(Decision.Action.class).injectNull(.9),
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.integers().between(0, 1),
                        Arbitraries.of(true, false, false, false),
                        Arbitraries.of(Phase.class),
                        Arbitraries.of(Severity.class))
                .as(Step::new);
        return step.list();
    }

    private static AlertStory run(List<Step> steps, Mode mode) {
        AlertStory story = new AlertStory(AlertStory.neverExpiring());
        Map<Integer, AlertStory.Watch> watches = new HashMap<>();
        for (Step step : steps) {
            if (mode == Mode.REPLAY) {
                story.micros += step.seconds * AlertStory.SECOND;
            } else {
                story.pass(step.seconds);
            }
            if (mode == Mode.RESTARTING) {
                story.restart();
            }
            take(step, story, watches);
        }
        story.wait(20);
        return story;
    }

    private static void take(Step step, AlertStory story, Map<Integer, AlertStory.Watch> watches) {
        if (step.decision != null) {
            if (!story.transitions.isEmpty()) {
                String newest = story.ids().stream().max(String::compareTo).orElseThrow();
                story.decide(newest, step.decision, "ann");
            }
            return;
        }
        int key = 10 * step.series + step.metric;
        AlertStory.Watch watch = watches.get(key);
        if (watch == null || step.isNew) {
            watch = story.watch("vote", step.series == 0 ? "" : "n" + step.series, "p" + step.metric);
            watches.put(key, watch);
        }
        watch.with(step.severity).says(step.phase);
    }

    /** The events of each alert: in what order those of different alerts are noticed may differ. */
    private static Map<String, List<String>> events(AlertStory story) {
        Map<String, List<String>> events = new TreeMap<>();
        for (Transition next : story.transitions) {
            Alert.State alert = next.alert();
            String event = alert.transition() + " " + next.before() + " " + alert.status() + " " + alert.severity()
                    + " " + next.atMicros() + " " + alert.incident() + " " + next.text();
            events.computeIfAbsent(alert.id(), id -> new ArrayList<>()).add(event);
        }
        Map<String, Incident.State> latest = new HashMap<>();
        story.incidents.forEach(incident -> latest.put(incident.id(), incident));
        latest.forEach((id, incident) -> events.put(id, List.of(incident.severity() + " " + incident.text())));
        return events;
    }
}
