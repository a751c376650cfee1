package io.plumbline.streams.topology.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.streams.domain.window.ClosedBy;
import io.plumbline.streams.domain.window.Outcome;
import io.plumbline.streams.domain.window.Pane;
import io.plumbline.streams.domain.window.Series;
import io.plumbline.streams.domain.window.Tally;
import io.plumbline.streams.domain.window.WindowId;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ObjectStoreTest {
    private static final WindowId OPEN = window(0);
    private static final WindowId CLOSED = window(1_000_000);

    private final ObjectStore<WindowId, Pane<Tally>> store = new ObjectStoreBuilder<>(
                    "windows", Codecs.WINDOW_ID, Codecs.TALLY_PANE)
            .withLoggingDisabled()
            .build();

    @BeforeEach
    void open() {
        store.init(new MockProcessorContext<Void, Void>().getStateStoreContext(), store);
        store.keepAsBytes(Pane::closed);
        store.put(OPEN, pane(false));
        store.put(CLOSED, pane(true));
    }

    @Test
    void whatRestsIsMadeAnewAfterACommitAndEqual() {
        Pane<Tally> closed = store.get(CLOSED);
        Pane<Tally> open = store.get(OPEN);
        assertThat(closed).isSameAs(store.get(CLOSED));

        store.flushCache();

        assertThat(store.get(OPEN)).isSameAs(open);
        assertThat(store.get(CLOSED)).isNotSameAs(closed);
        assertThat(store.get(CLOSED).figures().count()).isEqualTo(1);
    }

    @Test
    void aWokenObjectThatIsChangedIsWrittenAgain() {
        store.flushCache();
        store.get(CLOSED).figures().late(7);
        store.touch(CLOSED);
        store.flushCache();

        assertThat(store.get(CLOSED).figures().lateCount()).isEqualTo(1);
    }

    @Test
    void aRemovedObjectDoesNotWakeUp() {
        store.flushCache();
        store.remove(CLOSED);

        assertThat(store.get(CLOSED)).isNull();
        assertThat(keys()).containsExactly(OPEN);
        store.flushCache();
        assertThat(store.get(CLOSED)).isNull();
    }

    @Test
    void everythingIsVisitedOnceWhetherItRestsOrNot() {
        store.flushCache();
        assertThat(keys()).containsExactlyInAnyOrder(OPEN, CLOSED);
        store.get(CLOSED);
        assertThat(keys()).containsExactlyInAnyOrder(OPEN, CLOSED);
        store.clearCache(); // a restart
        assertThat(keys()).containsExactlyInAnyOrder(OPEN, CLOSED);
    }

    private List<WindowId> keys() {
        List<WindowId> keys = new ArrayList<>();
        store.forEach((key, pane) -> keys.add(key));
        return keys;
    }

    private static Pane<Tally> pane(boolean closed) {
        Tally tally = new Tally();
        tally.record(Outcome.OK, 100, -1, 0);
        return new Pane<>(tally, closed, 0, ClosedBy.EVENT_TIME);
    }

    private static WindowId window(long startMicros) {
        return new WindowId(new Series("shop", "", "charge", "a"), 1_000_000, startMicros);
    }
}
