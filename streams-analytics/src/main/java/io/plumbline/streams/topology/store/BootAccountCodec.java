package io.plumbline.streams.topology.store;

import io.plumbline.streams.domain.delivery.BootAccount;
import io.plumbline.streams.domain.delivery.SequenceAccount;
import io.plumbline.streams.domain.window.Origin;
import java.io.DataInput;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** The account of one boot. */
final class BootAccountCodec implements Codec<BootAccount> {
    @Override
    public void write(BootAccount account, ByteSink out) throws IOException {
        SequenceAccount sequence = account.sequence();
        Fields.writeNumber(sequence.received(), out);
        Fields.writeNumber(sequence.duplicated(), out);
        Fields.writeNumber(sequence.dropped(), out);
        Fields.writeNumber(sequence.next(), out);
        Fields.writeNumber(sequence.gaps().size(), out);
        for (Map.Entry<Long, Long> gap : sequence.gaps().entrySet()) {
            Fields.writeNumber(gap.getKey(), out);
            Fields.writeNumber(gap.getValue(), out);
        }
        Fields.writeText(account.system(), out);
        Fields.writeText(account.run(), out);
        Fields.writeText(account.origin().name(), out);
        Fields.writeNumber(account.lastSeenMillis(), out);
        Fields.writeNumber(account.late(), out);
        Fields.writeNumber(account.quarantined(), out);
        out.writeLong(account.watermarkMicros());
    }

    @Override
    public BootAccount read(DataInput in) throws IOException {
        long received = Fields.readNumber(in);
        long duplicated = Fields.readNumber(in);
        long dropped = Fields.readNumber(in);
        long next = Fields.readNumber(in);
        SequenceAccount sequence = SequenceAccount.of(received, duplicated, dropped, next, readGaps(in));
        BootAccount account = new BootAccount(sequence);
        account.seen(
                Fields.readText(in), Fields.readText(in), Origin.valueOf(Fields.readText(in)), Fields.readNumber(in));
        account.setAside(Fields.readNumber(in), Fields.readNumber(in));
        account.reached(in.readLong());
        return account;
    }

    private static Map<Long, Long> readGaps(DataInput in) throws IOException {
        Map<Long, Long> gaps = new TreeMap<>();
        for (long left = Fields.readNumber(in); left > 0; left--) {
            gaps.put(Fields.readNumber(in), Fields.readNumber(in));
        }
        return gaps;
    }
}
