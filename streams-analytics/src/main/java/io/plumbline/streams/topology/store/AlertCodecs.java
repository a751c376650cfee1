package io.plumbline.streams.topology.store;

import io.plumbline.streams.domain.alert.Account;
import io.plumbline.streams.domain.alert.Alert;
import io.plumbline.streams.domain.alert.Ended;
import io.plumbline.streams.domain.alert.Evidence;
import io.plumbline.streams.domain.alert.Population;
import io.plumbline.streams.domain.alert.Seal;
import io.plumbline.streams.domain.alert.Status;
import io.plumbline.streams.domain.alert.Track;
import io.plumbline.streams.domain.regression.Severity;
import io.plumbline.streams.domain.regression.watch.ChangeKind;
import io.plumbline.streams.domain.regression.watch.Phase;
import io.plumbline.streams.domain.window.Origin;
import java.io.DataInput;
import java.io.IOException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the alerts keep but for incidents. Enums are written by name, so that their order may change. */
final class AlertCodecs {
    private AlertCodecs() {}

    static final class AlertCodec implements Codec<Alert> {
        @Override
        public void write(Alert alert, ByteSink out) throws IOException {
            Alert.State state = alert.state();
            Fields.writeText(state.id(), out);
            KeyCodecs.writeSeries(state.series(), out);
            Fields.writeNumber(state.onsetMicros(), out);
            Fields.writeNumber(state.transition(), out);
            Fields.writeText(state.status().name(), out);
            Fields.writeText(state.severity().name(), out);
            Fields.writeText(state.acknowledgedBy(), out);
            Fields.writeText(state.incident(), out);
            Fields.writeText(state.release(), out);
            Fields.writeText(state.origin().name(), out);
            Fields.writeNumber(state.nodeCount(), out);
            Fields.writeNumber(state.atMicros(), out);
            Fields.writeNumber(state.recoveredMicros(), out);
            Fields.writeNumber(state.heardMillis(), out);
            Fields.writeNumber(state.tracks().size(), out);
            for (Track track : state.tracks().values()) {
                writeTrack(track, out);
            }
        }

        @Override
        public Alert read(DataInput in) throws IOException {
            return new Alert(new Alert.State(
                    Fields.readText(in),
                    KeyCodecs.readSeries(in),
                    Fields.readNumber(in),
                    (int) Fields.readNumber(in),
                    Status.valueOf(Fields.readText(in)),
                    Severity.valueOf(Fields.readText(in)),
                    Fields.readText(in),
                    Fields.readText(in),
                    Fields.readText(in),
                    Origin.valueOf(Fields.readText(in)),
                    (int) Fields.readNumber(in),
                    Fields.readNumber(in),
                    Fields.readNumber(in),
                    Fields.readNumber(in),
                    readTracks(in)));
        }
    }

    static final class EndedCodec implements Codec<Ended> {
        @Override
        public void write(Ended ended, ByteSink out) throws IOException {
            Fields.writeText(ended.id(), out);
            Fields.writeNumber(ended.atMicros(), out);
            Fields.writeNumber(ended.heardMillis(), out);
            Fields.writeNumber(ended.seals().size(), out);
            for (Map.Entry<Evidence.Key, Seal> entry : ended.seals().entrySet()) {
                Fields.writeText(entry.getKey().metric(), out);
                out.writeBoolean(entry.getKey().isTarget());
                Fields.writeNumber(entry.getKey().windowMillis(), out);
                Fields.writeNumber(entry.getValue().onsetMicros(), out);
                Fields.writeNumber(entry.getValue().atMicros(), out);
                out.writeBoolean(entry.getValue().isFinal());
            }
        }

        @Override
        public Ended read(DataInput in) throws IOException {
            String id = Fields.readText(in);
            long atMicros = Fields.readNumber(in);
            long heardMillis = Fields.readNumber(in);
            SortedMap<Evidence.Key, Seal> seals = new TreeMap<>();
            for (long left = Fields.readNumber(in); left > 0; left--) {
                Evidence.Key key = new Evidence.Key(Fields.readText(in), in.readBoolean(), Fields.readNumber(in));
                seals.put(key, new Seal(Fields.readNumber(in), Fields.readNumber(in), in.readBoolean()));
            }
            return new Ended(id, atMicros, heardMillis, seals);
        }
    }

    static final class AccountKeyCodec implements Codec<Account.Key> {
        @Override
        public void write(Account.Key key, ByteSink out) throws IOException {
            Fields.writeText(key.system(), out);
            Fields.writeText(key.run(), out);
        }

        @Override
        public Account.Key read(DataInput in) throws IOException {
            return new Account.Key(Fields.readText(in), Fields.readText(in));
        }
    }

    static final class AccountCodec implements Codec<Account> {
        @Override
        public void write(Account account, ByteSink out) throws IOException {
            Account.State state = account.state();
            Fields.writeNumber(state.population().span(), out);
            Fields.writeNumber(state.population().now(), out);
            Fields.writeNumber(state.population().before(), out);
            Fields.writeTexts(state.incidents(), out);
            Fields.writeNumber(state.open(), out);
            out.writeBoolean(state.crowded());
            Fields.writeNumber(state.heardMillis(), out);
        }

        @Override
        public Account read(DataInput in) throws IOException {
            return new Account(new Account.State(
                    new Population(Fields.readNumber(in), (int) Fields.readNumber(in), (int) Fields.readNumber(in)),
                    Fields.readTextList(in),
                    (int) Fields.readNumber(in),
                    in.readBoolean(),
                    Fields.readNumber(in)));
        }
    }

    private static SortedMap<Evidence.Key, Track> readTracks(DataInput in) throws IOException {
        SortedMap<Evidence.Key, Track> tracks = new TreeMap<>();
        for (long left = Fields.readNumber(in); left > 0; left--) {
            Track track = readTrack(in);
            tracks.put(track.said().key(), track);
        }
        return tracks;
    }

    private static void writeTrack(Track track, ByteSink out) throws IOException {
        writeEvidence(track.said(), out);
        Fields.writeNumber(track.atMicros(), out);
        out.writeBoolean(track.isCertain());
        Fields.writeText(track.held().name(), out);
        Fields.writeNumber(track.below(), out);
        Fields.writeText(track.worstBelow().name(), out);
        Fields.writeNumber(track.windows(), out);
    }

    private static Track readTrack(DataInput in) throws IOException {
        return new Track(
                readEvidence(in),
                Fields.readNumber(in),
                in.readBoolean(),
                Severity.valueOf(Fields.readText(in)),
                (int) Fields.readNumber(in),
                Severity.valueOf(Fields.readText(in)),
                (int) Fields.readNumber(in));
    }

    private static void writeEvidence(Evidence evidence, ByteSink out) throws IOException {
        Fields.writeText(evidence.metric(), out);
        Fields.writeText(evidence.unit(), out);
        Fields.writeNumber(evidence.windowMillis(), out);
        Fields.writeText(evidence.kind().name(), out);
        Fields.writeText(evidence.phase().name(), out);
        Fields.writeNumber(evidence.onsetMicros(), out);
        Fields.writeFigure(evidence.before(), out);
        out.writeDouble(evidence.now());
        Fields.writeFigure(evidence.target(), out);
        out.writeDouble(evidence.effect());
        Fields.writeText(evidence.severity().name(), out);
        out.writeDouble(evidence.tolerance());
        Fields.writeFigure(evidence.pValue(), out);
        Fields.writeNumber(evidence.baselineVersion(), out);
    }

    private static Evidence readEvidence(DataInput in) throws IOException {
        return new Evidence(
                Fields.readText(in),
                Fields.readText(in),
                Fields.readNumber(in),
                ChangeKind.valueOf(Fields.readText(in)),
                Phase.valueOf(Fields.readText(in)),
                Fields.readNumber(in),
                Fields.readFigure(in),
                in.readDouble(),
                Fields.readFigure(in),
                in.readDouble(),
                Severity.valueOf(Fields.readText(in)),
                in.readDouble(),
                Fields.readFigure(in),
                (int) Fields.readNumber(in));
    }
}
