package io.plumbline.producers.scale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumbline.settings.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControllerTest {
    private static final List<Curve> CURVES = StepFilter.of(List.of()).curves(Suites.find("quick"));
    private static final Map<String, String> CONFIGURATION = Map.of("seed", "1", "nodes", "10,25,50");
    private static final Checkpoint START =
            Checkpoint.start(CONFIGURATION, Map.of("sign_ns", "5"), Instant.parse("2026-11-21T08:00:00Z"), true);

    @TempDir
    private Path directory;

    private CheckpointFile file;
    private final Steps measured = new Steps();

    @BeforeEach
    void open() {
        file = new CheckpointFile(directory.resolve("suite.checkpoint.json"));
    }

    /** Measures by arithmetic, and remembers what. */
    private static class Steps implements Target {
        final ConcurrentLinkedQueue<Integer> nodes = new ConcurrentLinkedQueue<>();
        boolean parallel;

        @Override
        public StepResult measure(Step step) throws Exception {
            nodes.add(step.nodes());
            return new StepResult(
                    step.nodes(),
                    20,
                    1,
                    0,
                    Math.sqrt(step.nodes()),
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null);
        }

        @Override
        public boolean isParallel() {
            return parallel;
        }
    }

    @Test
    void measuresEveryStepInItsOrder() throws Exception {
        Checkpoint done = controller(measured, new Told()).run(CURVES, START, () -> false);

        assertThat(measured.nodes).containsExactly(10, 25, 50);
        assertThat(done.of(CURVES.get(0))).extracting(StepResult::nodes).containsExactly(10, 25, 50);
    }

    @Test
    void anInterruptedSuiteGoesOnWhereItWasAndHasTheSameResults() throws Exception {
        Checkpoint whole = controller(measured, new Told()).run(CURVES, START, () -> false);
        measured.nodes.clear();
        AtomicInteger asked = new AtomicInteger();
        controller(measured, new Told()).run(CURVES, START, () -> asked.incrementAndGet() == 2);
        assertThat(measured.nodes).containsExactly(10, 25);

        Checkpoint kept = file.read().orElseThrow();
        Checkpoint resumed = controller(measured, new Told()).run(CURVES, kept, () -> false);

        assertThat(measured.nodes).containsExactly(10, 25, 50);
        assertThat(resumed).isEqualTo(whole);
        assertThat(file.read()).contains(whole);
    }

    @Test
    void aStepThatFailsEndsTheSuiteAndLeavesWhatWasMeasured() {
        Steps failing = new Steps() {
            @Override
            public StepResult measure(Step step) throws Exception {
                if (step.nodes() == 25) {
                    throw new IOException("the service went away");
                }
                return super.measure(step);
            }
        };

        assertThatThrownBy(() -> controller(failing, new Told()).run(CURVES, START, () -> false))
                .isInstanceOf(IOException.class)
                .hasMessage("the service went away");
        assertThat(file.read().orElseThrow().results()).containsOnlyKeys("quick_demo/10");
    }

    @Test
    void endingGivesUpAStepThatIsUnderWay() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        Steps endless = new Steps() {
            @Override
            public StepResult measure(Step step) throws Exception {
                begun.countDown();
                new CountDownLatch(1).await();
                return super.measure(step);
            }
        };

        Checkpoint kept = controller(endless, new Told()).run(CURVES, START, () -> begun.getCount() == 0);

        assertThat(kept.results()).isEmpty();
    }

    @Test
    void stepsRunSideBySideIfTheTargetAllowsIt() throws Exception {
        CountDownLatch together = new CountDownLatch(2);
        Steps meeting = new Steps() {
            @Override
            public StepResult measure(Step step) throws Exception {
                together.countDown();
                together.await(); // for ever, unless another step is measured at the same time
                return super.measure(step);
            }
        };
        meeting.parallel = true;

        Checkpoint done = controller(meeting, new Told()).run(CURVES, START, () -> false);

        assertThat(done).isEqualTo(controller(new Steps(), new Told()).run(CURVES, START, () -> false));
    }

    @Test
    void progressSaysHowFarTheWorkIsNotTheSteps() throws Exception {
        Told told = new Told();
        controller(measured, told).run(CURVES, START, () -> false);

        assertThat(told.states).extracting(Progress.State::done).containsExactly(1, 2, 3);
        assertThat(told.states).extracting(Progress.State::share).containsExactly(100.0 / 3225, 725.0 / 3225, 1.0);
    }

    @Test
    void theTimeLeftFollowsFromTheWorkSinceTheSuiteWasTakenUp() throws Exception {
        List<Step> steps = CURVES.get(0).steps();
        Checkpoint first = START.with(steps.get(0), measured.measure(steps.get(0)));
        AtomicLong nanos = new AtomicLong();
        Pace pace = new Pace(steps, first, nanos::get);
        assertThat(pace.at(first).left()).isEmpty();

        nanos.set(Duration.ofSeconds(5).toNanos());
        Checkpoint second = first.with(steps.get(1), measured.measure(steps.get(1)));

        assertThat(pace.at(second).left()).isEqualTo(Optional.of(Duration.ofSeconds(20))); // 625 of 3125 took 5 s
    }

    @Test
    void aSuiteWithAnotherConfigurationIsNotResumed() {
        assertThatThrownBy(() -> START.checkConfiguration(Map.of("seed", "2", "filter", "nodes=10")))
                .isInstanceOf(ConfigException.class)
                .hasMessage(
                        "the suite cannot be resumed, its configuration changed: filter was not set and is nodes=10;"
                                + " nodes was 10,25,50 and is not set; seed was 1 and is 2");
        START.checkConfiguration(CONFIGURATION);
    }

    @Test
    void aCheckpointIsReadAsItWasWritten() throws Exception {
        Step step = CURVES.get(0).steps().get(0);
        Checkpoint checkpoint = START.with(
                step,
                new StepResult(10, 20, 3, 1, 0.1 + 0.2, 1e-300, null, 3.0, 4.0, 5.0, 1.0, 7.0, 0.5, 9.0, null, 0L, 2L));
        file.write(checkpoint);

        assertThat(file.read()).contains(checkpoint);
        file.remove();
        assertThat(file.read()).isEmpty();
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void aSuiteThatWasNotPublishedDoesNotGoOnInKafka() {
        Checkpoint unpublished = Checkpoint.start(CONFIGURATION, Map.of(), START.startedAt(), false);

        assertThatThrownBy(() -> unpublished.checkPublication(true))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("because the 0 steps that it has measured are not there");
        START.checkPublication(true);
        START.checkPublication(false);
        unpublished.checkPublication(false);
    }

    @Test
    void aCheckpointOfAnEarlierVersionWasNotPublished() throws IOException {
        Files.writeString(
                directory.resolve("suite.checkpoint.json"),
                "{\"configuration\":{},\"facts\":{},\"startedAt\":\"2026-11-21T08:00:00Z\",\"results\":{}}");

        assertThat(file.read().orElseThrow().published()).isFalse();
    }

    @Test
    void aFileThatIsNoCheckpointIsRefused() throws IOException {
        for (String text : List.of("", "[1]", "{}", "{\"results\":{\"a\":{\"nodes\":1}}}")) {
            Files.writeString(directory.resolve("suite.checkpoint.json"), text);
            assertThatThrownBy(file::read)
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("is no checkpoint of a scaling test; remove it");
        }
    }

    private Controller controller(Target target, Progress progress) {
        return new Controller(target, file, progress, 2);
    }

    private static final class Told implements Progress {
        final List<State> states = new ArrayList<>();

        @Override
        public void show(State state) {
            assertThat(state.share()).isLessThan(1);
        }

        @Override
        public void measured(Step step, StepResult result, State state) {
            states.add(state);
        }
    }
}
