package io.plumbline.producers.scale;

import io.plumbline.producers.publish.SequenceSink;
import io.plumbline.producers.simulation.ForwardingObserver;
import io.plumbline.producers.simulation.NodeInterval;
import io.plumbline.producers.simulation.Observer;
import io.plumbline.producers.simulation.SimulatedEvents;
import io.plumbline.schemas.topic.TopicCatalogue;
import java.time.Instant;
import java.util.Map;

/**
 * Simulated clusters whose every event is published: with the stages of its run around it, as if its nodes were there. Steps
 * follow each other, because their events do. What of a step is published already is measured again, and passed over.
 */
public final class PublishedTarget implements Target {
    private final SimulatedTarget simulated;
    private final SequenceSink sink;
    private final TopicCatalogue topics;
    private final Map<String, RunEvents> runs;
    private final Timeline timeline;
    private final Tempo tempo;

    /** @param runs by the names of curves */
    public PublishedTarget(
            SimulatedTarget simulated,
            SequenceSink sink,
            TopicCatalogue topics,
            Map<String, RunEvents> runs,
            Timeline timeline,
            Tempo tempo) {
        this.simulated = simulated;
        this.sink = sink;
        this.topics = topics;
        this.runs = Map.copyOf(runs);
        this.timeline = timeline;
        this.tempo = tempo;
    }

    @Override
    public StepResult measure(Step step) throws InterruptedException {
        sink.resume(step.key());
        RunEvents run = runs.get(step.curve().name());
        Timing timing = step.curve().timing();
        Instant start = timeline.start(step);
        Instant measured = start.plus(timing.warmup());
        Instant end = measured.plus(timing.measured());
        tempo.await(start);
        if (step.isFirst()) {
            run.started(step.nodes(), start);
        }
        run.warmUp(step.nodes(), start);
        run.measured(step.nodes(), measured);
        SimulatedEvents nodes = simulated.events(step, sink, topics, run, start);
        StepResult result = simulated.measure(step, new Paced(nodes, start));
        tempo.await(end);
        nodes.finish(timing.warmup().plus(timing.measured()));
        run.coolDown(step.nodes(), end);
        if (step.isLast()) {
            run.finished(step.nodes(), end);
        }
        sink.flush(); // a step that is measured is stored
        return result;
    }

    @Override
    public boolean isParallel() {
        return false;
    }

    /** Waits after each virtual second of each node. */
    private final class Paced extends ForwardingObserver {
        private final Instant start;

        Paced(Observer next, Instant start) {
            super(next);
            this.start = start;
        }

        @Override
        public void interval(NodeInterval interval) {
            try {
                tempo.await(start.plusNanos(interval.endNanos()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt(); // the simulation is given up
            }
            super.interval(interval);
        }
    }
}
