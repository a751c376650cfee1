package io.plumbline.streams.topology.store;

import io.plumbline.streams.domain.alert.Account;
import io.plumbline.streams.domain.alert.Incident;
import io.plumbline.streams.domain.regression.Severity;
import io.plumbline.streams.domain.window.Origin;
import java.io.DataInput;
import java.io.IOException;
import java.util.TreeSet;

/** Incidents. Enums are written by name, so that their order may change. */
final class IncidentCodec implements Codec<Incident> {
    @Override
    public void write(Incident incident, ByteSink out) throws IOException {
        Incident.State state = incident.state();
        Fields.writeText(state.id(), out);
        Fields.writeText(state.of().system(), out);
        Fields.writeText(state.of().run(), out);
        Fields.writeText(state.origin().name(), out);
        Fields.writeText(state.severity().name(), out);
        Fields.writeNumber(state.onsetMicros(), out);
        Fields.writeNumber(state.newestMicros(), out);
        Fields.writeNumber(state.atMicros(), out);
        Fields.writeNumber(state.changedMillis(), out);
        Fields.writeTexts(state.alerts(), out);
        Fields.writeNumber(state.open(), out);
        Fields.writeNumber(state.count(), out);
        Fields.writeTexts(state.operations(), out);
        Fields.writeTexts(state.nodes(), out);
        Fields.writeNumber(state.nodesKnown(), out);
        out.writeBoolean(state.crowded());
        out.writeDouble(state.effect());
        Fields.writeText(state.lead(), out);
    }

    @Override
    public Incident read(DataInput in) throws IOException {
        return new Incident(new Incident.State(
                Fields.readText(in),
                new Account.Key(Fields.readText(in), Fields.readText(in)),
                Origin.valueOf(Fields.readText(in)),
                Severity.valueOf(Fields.readText(in)),
                Fields.readNumber(in),
                Fields.readNumber(in),
                Fields.readNumber(in),
                Fields.readNumber(in),
                Fields.readTextList(in),
                (int) Fields.readNumber(in),
                (int) Fields.readNumber(in),
                new TreeSet<>(Fields.readTexts(in)),
                new TreeSet<>(Fields.readTexts(in)),
                (int) Fields.readNumber(in),
                in.readBoolean(),
                in.readDouble(),
                Fields.readText(in)));
    }
}
