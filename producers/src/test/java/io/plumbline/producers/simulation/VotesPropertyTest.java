package io.plumbline.producers.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

/** Votes are counted when they arrive, ahead of the time at which they are verified: that must change nothing. */
class VotesPropertyTest {
    @Property(tries = 2_000)
    void theQuorumIsThereWithItsLastVoteInTheOrderOfTime(
            @ForAll @Size(max = 12) List<@LongRange(max = 50) Long> others,
            @ForAll @LongRange(max = 50) long own,
            @ForAll @IntRange(max = 12) int ownKnownAfter,
            @ForAll @IntRange(min = 1, max = 8) int quorum) {
        List<Long> verified = others.stream().sorted().toList();
        int when = Math.min(ownKnownAfter, verified.size());
        Proposal.Votes votes = new Proposal.Votes(1);

        long earliest = Members.NEVER;
        for (int i = 0; i <= verified.size(); i++) {
            if (i == when) {
                earliest = Math.min(earliest, votes.own(0, own, quorum));
            }
            if (i < verified.size()) {
                earliest = Math.min(earliest, votes.other(0, verified.get(i), quorum));
            }
        }

        List<Long> all = new ArrayList<>(verified);
        all.add(own);
        Collections.sort(all);
        assertThat(earliest).isEqualTo(all.size() < quorum ? Members.NEVER : all.get(quorum - 1));
    }
}
