package io.plumbline.producers.receive;

import io.plumbline.producers.agent.NodeIdentity;
import io.plumbline.producers.publish.EventSink;
import io.plumbline.producers.publish.OperationNames;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A body of lines, each a measurement, as a sender's stream. */
final class MeasurementLines {
    private final Senders senders;
    private final Admittance admittance;
    private final OperationNames names;

    private record Item(NodeIdentity sender, MeasurementLine line) {}

    MeasurementLines(Senders senders, Admittance admittance, OperationNames names) {
        this.senders = senders;
        this.admittance = admittance;
        this.names = names;
    }

    /** What is to be published, and how many it is. */
    record Parsed(long accepted, Consumer<EventSink> publication) {}

    /** @param boot under which the senders' measurements are numbered */
    Parsed parse(byte[] body, String boot, Rejections rejections) {
        List<Item> items = new ArrayList<>();
        int number = 0;
        for (String text : new String(body, StandardCharsets.UTF_8).split("\n", -1)) {
            number++;
            if (!text.isBlank()) {
                try {
                    items.add(item(text));
                } catch (IllegalArgumentException e) {
                    rejections.add(1, "line " + number + ": " + e.getMessage());
                }
            }
        }
        return new Parsed(items.size(), sink -> items.forEach(item -> add(sink, boot, item)));
    }

    private Item item(String text) {
        MeasurementLine line = MeasurementLine.parse(text);
        Optional<String> refusal = admittance.refusal(line.end());
        if (refusal.isPresent()) {
            throw new IllegalArgumentException(refusal.get());
        }
        NodeIdentity sender = senders.of(line.node(), "")
                .orElseThrow(() -> new IllegalArgumentException("there are too many nodes (receive.node.limit)"));
        return new Item(sender, line);
    }

    private void add(EventSink sink, String boot, Item item) {
        MeasurementLine line = item.line;
        sink.stream(item.sender, boot)
                .add(
                        names.limited(line.operation()),
                        line.start(),
                        line.durationNanos(),
                        line.serviceNanos(),
                        line.outcome(),
                        line.bytes(),
                        line.labels());
    }
}
