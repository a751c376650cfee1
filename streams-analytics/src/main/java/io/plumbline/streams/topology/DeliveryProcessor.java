package io.plumbline.streams.topology;

import io.plumbline.schemas.event.Delivery;
import io.plumbline.streams.domain.delivery.BootAccount;
import io.plumbline.streams.domain.health.DeliveryAccount;
import io.plumbline.streams.domain.health.Finding;
import io.plumbline.streams.topology.store.ObjectStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Stage 1 of the health roll-up for deliveries, whose accounts only grow: what is judged is what a window's length has
 * added.
 */
final class DeliveryProcessor implements Processor<String, Delivery, String, SpecificRecord> {
    private static final Duration FORGET_EVERY = Duration.ofMinutes(1);

    private final HealthConfig config;
    private final FindingRows rows;
    private final DerivingProcessor<Delivery> findings;
    private ObjectStore<BootAccount.Key, DeliveryAccount> judged;

    DeliveryProcessor(HealthConfig config, StreamsMeters meters) {
        this.config = config;
        this.rows = new FindingRows(config);
        this.findings = HealthTopology.findings(Names.HEALTH_DELIVERIES, this::judge, Names.FINDINGS_SINK, meters);
    }

    @Override
    public void init(ProcessorContext<String, SpecificRecord> context) {
        findings.init(context);
        judged = context.getStateStore(Names.HEALTH_ACCOUNTS);
        context.schedule(FORGET_EVERY, PunctuationType.WALL_CLOCK_TIME, this::forget);
    }

    @Override
    public void process(Record<String, Delivery> input) {
        findings.process(input);
    }

    private List<Finding> judge(Delivery row) {
        BootAccount.Key boot = new BootAccount.Key(row.getNode(), row.getBoot());
        DeliveryAccount now = FindingRows.account(row);
        DeliveryAccount before = judged.get(boot);
        if (before == null) {
            judged.put(boot, DeliveryAccount.beginning(now.atMicros()));
            return List.of();
        }
        if (now.atMicros() - before.atMicros() < 1_000 * config.windowMillis()) {
            return List.of();
        }
        judged.put(boot, now);
        return rows.ofDelivery(row, before);
    }

    private void forget(long nowMillis) {
        List<BootAccount.Key> old = new ArrayList<>();
        judged.forEach((boot, account) -> {
            if (nowMillis - Times.millis(account.atMicros()) > config.patience().forgetMillis()) {
                old.add(boot);
            }
        });
        old.forEach(judged::remove);
    }
}
