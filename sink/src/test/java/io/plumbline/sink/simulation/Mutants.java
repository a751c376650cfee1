package io.plumbline.sink.simulation;

import io.plumbline.sink.core.Decoder;
import io.plumbline.sink.core.Source;
import io.plumbline.sink.database.Gap;
import io.plumbline.sink.database.Session;
import io.plumbline.sink.route.Decoded;
import io.plumbline.sink.route.Refusals;
import io.plumbline.sink.simulation.SimulatedSession.Comparison;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.kafka.common.KafkaException;

/** Sinks that lose, double or misplace records, each in one way that somebody could have built. */
final class Mutants {
    private Mutants() {}

    /** Each has a session that differs; the names say how. */
    static Map<String, Mutant> all() {
        Map<String, Mutant> all = new LinkedHashMap<>();
        all.put("the epoch is not compared", without(Comparison.EPOCH));
        all.put("neither epoch nor offset is compared", without(Comparison.EPOCH, Comparison.OFFSET));
        all.put("revisions are not compared", without(Comparison.REVISION));
        all.put("an unanswered commit is taken for a success", session(CommitMutants.CommitBelieved::new));
        all.put(
                "an unanswered commit is taken for a failure, and resumed from memory",
                new CommitMutants.Remembering());
        all.put("rows are committed before the position", session(CommitMutants.RowsFirst::new));
        all.put("positions are committed before the rows", session(CommitMutants.OffsetsFirst::new));
        all.put("a failed batch is skipped", source(ReadingMutants.NeverBack::new));
        all.put("an outage is taken for poison", session(JudgementMutants.OutageIsPoison::new));
        all.put("poison is tried again for ever", session(JudgementMutants.PoisonIsOutage::new));
        all.put("the wrong row is set aside", session(JudgementMutants.FirstLine::new));
        all.put("what is set aside is not kept", session(CommitMutants.NoQuarantine::new));
        all.put("gaps are skipped without a word", silentGaps());
        all.put("records are not counted", session(CommitMutants.NoCounts::new));
        all.put("an outage of the registry is taken for poison", registryOutageIsPoison());
        all.put("offsets that are no records are not passed", source(ReadingMutants.RecordsOnly::new));
        return all;
    }

    private static Mutant without(Comparison... left) {
        List<Comparison> out = List.of(left);
        return new Mutant() {
            @Override
            Session session(World world, Instance instance) {
                return new SimulatedSession(world, instance) {
                    @Override
                    boolean compares(Comparison comparison) {
                        return !out.contains(comparison);
                    }
                };
            }
        };
    }

    private static Mutant session(UnaryOperator<Session> change) {
        return new Mutant() {
            @Override
            Session session(World world, Instance instance) {
                return change.apply(super.session(world, instance));
            }
        };
    }

    private static Mutant source(UnaryOperator<Source> change) {
        return new Mutant() {
            @Override
            Source source(Source source) {
                return change.apply(source);
            }
        };
    }

    private static Mutant silentGaps() {
        return new Mutant() {
            @Override
            Session session(World world, Instance instance) {
                return new SimulatedSession(world, instance) {
                    @Override
                    void keep(Tx tx, Gap gap) {
                        // not kept
                    }
                };
            }
        };
    }

    private static Mutant registryOutageIsPoison() {
        return new Mutant() {
            @Override
            Decoder decoder(Decoder decoder) {
                return record -> {
                    try {
                        return decoder.decode(record);
                    } catch (KafkaException e) {
                        return new Decoded.SetAside(Refusals.bySink(record, e.getMessage()));
                    }
                };
            }
        };
    }
}
