package io.plumbline.producers.importer;

import io.plumbline.producers.agent.Labels;
import io.plumbline.producers.histogram.HistogramSummary;
import io.plumbline.producers.publish.EventSink;
import io.plumbline.producers.publish.EventStream;
import io.plumbline.producers.publish.OperationNames;
import io.plumbline.schemas.event.OperationSummary;
import io.plumbline.schemas.topic.TopicCatalogue;
import io.plumbline.settings.ConfigException;
import io.plumbline.sketch.Sketch;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** Publishes what an importer reads, counts it, and keeps what is wrong with it in words. For one import. */
final class ImportSession implements ImportTarget {
    /** Names beyond these are one operation: a name with an id in it would make a series of every event. */
    static final int MOST_OPERATIONS = 1_000;

    private static final int LONGEST_NAME = 200;
    private static final int PROGRESS_EVENTS = 100_000;

    private final ImportPlan plan;
    private final EventSink sink;
    private final TopicCatalogue topics;
    private final EventStream stream;
    private final TimeOrder order;
    private final Consumer<Instant> first;
    private final ImportTally tally = new ImportTally();
    private final OperationNames names = new OperationNames(MOST_OPERATIONS);
    private String file = "";
    private boolean begun;
    private boolean complete = true;

    /** @param first told the earliest start so far, before anything is published */
    ImportSession(ImportPlan plan, EventSink sink, TopicCatalogue topics, Consumer<Instant> first) {
        this.plan = plan;
        this.sink = sink;
        this.topics = topics;
        this.first = first;
        stream = sink.stream(plan.identity(), plan.boot());
        order = new TimeOrder(TimeOrder.CAPACITY, this::publish);
    }

    /** From now on, lines are those of {@code name}. */
    void file(String name) {
        file = name;
    }

    @Override
    public void event(TimedEvent event) throws BadValueException {
        checkStopped();
        checkName(event.operation());
        Optional<String> refusal = Labels.refusal(event.labels());
        if (refusal.isPresent()) {
            throw new BadValueException("", refusal.get());
        }
        if (event.start().getEpochSecond() < 0) {
            throw new BadValueException("", "began before 1970");
        }
        TimedEvent named = new TimedEvent(
                limited(event.operation()),
                event.start(),
                event.durationNanos(),
                event.outcome(),
                event.bytes(),
                event.labels());
        tally.event(named);
        order.add(named);
        if (tally.events() % PROGRESS_EVENTS == 0) {
            plan.progress().accept(tally.events());
        }
    }

    @Override
    public void histogram(CountedInterval interval) throws BadValueException {
        checkStopped();
        checkName(interval.operation());
        Sketch sketch;
        try {
            sketch = interval.counts().sketch(interval.sumNanos(), Double.NaN, Double.NaN);
        } catch (IllegalArgumentException e) {
            throw new BadValueException("", e.getMessage());
        }
        CountedInterval named = new CountedInterval(
                limited(interval.operation()),
                interval.from(),
                interval.to(),
                interval.outcome(),
                interval.counts(),
                interval.sumNanos());
        tally.histogram(named);
        OperationSummary summary = HistogramSummary.of(
                plan.identity(),
                named.operation(),
                named.to(),
                named.outcome(),
                named.counts(),
                sketch,
                plan.baseWindow());
        begin();
        sink.publish(topics.summaries(), summary, summary.getWindowStart());
    }

    @Override
    public void refuse(long line, BadValueException reason) {
        String column = reason.column().isEmpty() ? "" : ", " + reason.column();
        String problem = file + " line " + line + column + ": " + reason.getMessage();
        if (plan.strict()) {
            throw new ConfigException(problem);
        }
        tally.refuse(problem);
    }

    @Override
    public void skip(String what) {
        checkStopped();
        tally.skip(what);
    }

    /** Not all was read. */
    void cut() {
        complete = false;
    }

    boolean complete() {
        return complete;
    }

    /** Publishes what still waits for its place in time. */
    void end() {
        order.end();
        stream.flush();
    }

    ImportTally tally() {
        return tally;
    }

    long late() {
        return order.late();
    }

    private void publish(TimedEvent event) {
        begin();
        stream.add(
                event.operation(),
                event.start(),
                event.durationNanos(),
                EventStream.UNKNOWN,
                event.outcome(),
                event.bytes(),
                event.labels());
    }

    private void begin() {
        if (!begun) {
            begun = true;
            first.accept(tally.from());
        }
    }

    private void checkStopped() {
        if (plan.stopped().getAsBoolean()) {
            throw new ImportStoppedException();
        }
    }

    private static void checkName(String operation) throws BadValueException {
        if (operation.isBlank() || operation.length() > LONGEST_NAME) {
            throw new BadValueException(
                    "", "an operation's name must have 1 to " + LONGEST_NAME + " characters: '" + operation + "'");
        }
    }

    private String limited(String operation) {
        String name = names.limited(operation);
        if (name.equals(OperationNames.OVERFLOW)) {
            tally.skip("name of an operation, beyond " + MOST_OPERATIONS + " of them: counted as " + name);
        }
        return name;
    }
}
