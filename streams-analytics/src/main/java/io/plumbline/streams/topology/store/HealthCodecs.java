package io.plumbline.streams.topology.store;

import io.plumbline.streams.domain.health.Aspect;
import io.plumbline.streams.domain.health.Board;
import io.plumbline.streams.domain.health.Code;
import io.plumbline.streams.domain.health.DeliveryAccount;
import io.plumbline.streams.domain.health.Period;
import io.plumbline.streams.domain.health.Reason;
import io.plumbline.streams.domain.health.Standing;
import io.plumbline.streams.domain.health.Status;
import io.plumbline.streams.domain.health.Subject;
import io.plumbline.streams.domain.health.Unit;
import io.plumbline.streams.domain.health.Verdict;
import io.plumbline.streams.domain.window.Origin;
import java.io.DataInput;
import java.io.IOException;

/** What the health roll-up keeps. Enums are written by name, so that their order may change. */
final class HealthCodecs {
    private HealthCodecs() {}

    static final class StandingKeyCodec implements Codec<Board.Key> {
        @Override
        public void write(Board.Key key, ByteSink out) throws IOException {
            Fields.writeText(key.system(), out);
            Fields.writeText(key.run(), out);
            writeAspect(key.aspect(), out);
        }

        @Override
        public Board.Key read(DataInput in) throws IOException {
            return new Board.Key(Fields.readText(in), Fields.readText(in), readAspect(in));
        }
    }

    static final class StandingCodec implements Codec<Standing> {
        @Override
        public void write(Standing standing, ByteSink out) throws IOException {
            Standing.State state = standing.state();
            writeReason(state.held(), out);
            out.writeBoolean(state.worstSince() != null);
            if (state.worstSince() != null) {
                writeReason(state.worstSince(), out);
            }
            Fields.writeNumber(state.owed(), out);
            out.writeBoolean(state.expired());
            Fields.writeText(state.origin().name(), out);
            Fields.writeNumber(state.source(), out);
            Fields.writeNumber(state.validMillis(), out);
            Fields.writeNumber(state.endMicros(), out);
            Fields.writeNumber(state.heardMillis(), out);
        }

        @Override
        public Standing read(DataInput in) throws IOException {
            return new Standing(new Standing.State(
                    readReason(in),
                    in.readBoolean() ? readReason(in) : null,
                    (int) Fields.readNumber(in),
                    in.readBoolean(),
                    Origin.valueOf(Fields.readText(in)),
                    (int) Fields.readNumber(in),
                    Fields.readNumber(in),
                    Fields.readNumber(in),
                    Fields.readNumber(in)));
        }
    }

    static final class SubjectCodec implements Codec<Subject> {
        @Override
        public void write(Subject subject, ByteSink out) throws IOException {
            Fields.writeText(subject.system(), out);
            Fields.writeText(subject.run(), out);
            Fields.writeText(subject.scope().name(), out);
            Fields.writeText(subject.name(), out);
        }

        @Override
        public Subject read(DataInput in) throws IOException {
            return new Subject(
                    Fields.readText(in),
                    Fields.readText(in),
                    Subject.Scope.valueOf(Fields.readText(in)),
                    Fields.readText(in));
        }
    }

    static final class VerdictCodec implements Codec<Verdict> {
        @Override
        public void write(Verdict verdict, ByteSink out) throws IOException {
            Fields.writeText(verdict.status().name(), out);
            Fields.writeNumber(verdict.sinceMillis(), out);
            Fields.writeNumber(verdict.changedMillis(), out);
            Fields.writeNumber(verdict.reportedMillis(), out);
            Fields.writeTexts(verdict.signature(), out);
        }

        @Override
        public Verdict read(DataInput in) throws IOException {
            return new Verdict(
                    Status.valueOf(Fields.readText(in)),
                    Fields.readNumber(in),
                    Fields.readNumber(in),
                    Fields.readNumber(in),
                    Fields.readTextList(in));
        }
    }

    static final class DeliveryAccountCodec implements Codec<DeliveryAccount> {
        @Override
        public void write(DeliveryAccount account, ByteSink out) throws IOException {
            Fields.writeNumber(account.next(), out);
            Fields.writeNumber(account.lost(), out);
            Fields.writeNumber(account.atMicros(), out);
        }

        @Override
        public DeliveryAccount read(DataInput in) throws IOException {
            return new DeliveryAccount(Fields.readNumber(in), Fields.readNumber(in), Fields.readNumber(in));
        }
    }

    private static void writeAspect(Aspect aspect, ByteSink out) throws IOException {
        Fields.writeText(aspect.node(), out);
        Fields.writeText(aspect.component(), out);
        Fields.writeText(aspect.code().name(), out);
        Fields.writeText(aspect.item(), out);
    }

    private static Aspect readAspect(DataInput in) throws IOException {
        return new Aspect(
                Fields.readText(in), Fields.readText(in), Code.valueOf(Fields.readText(in)), Fields.readText(in));
    }

    private static void writeReason(Reason reason, ByteSink out) throws IOException {
        writeAspect(reason.aspect(), out);
        Fields.writeText(reason.status().name(), out);
        Fields.writeFigure(reason.value(), out);
        Fields.writeFigure(reason.threshold(), out);
        Fields.writeText(reason.unit().name(), out);
        Fields.writeNumber(reason.period().startMicros(), out);
        Fields.writeNumber(reason.period().lengthMicros(), out);
        Fields.writeText(reason.text(), out);
    }

    private static Reason readReason(DataInput in) throws IOException {
        return new Reason(
                readAspect(in),
                Status.valueOf(Fields.readText(in)),
                Fields.readFigure(in),
                Fields.readFigure(in),
                Unit.valueOf(Fields.readText(in)),
                new Period(Fields.readNumber(in), Fields.readNumber(in)),
                Fields.readText(in));
    }
}
