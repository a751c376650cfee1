package io.plumbline.streams.topology.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumbline.streams.domain.delivery.BootAccount;
import io.plumbline.streams.domain.resource.Resource;
import io.plumbline.streams.domain.resource.ResourceTally;
import io.plumbline.streams.domain.transport.Connections;
import io.plumbline.streams.domain.transport.Interval;
import io.plumbline.streams.domain.transport.Packets;
import io.plumbline.streams.domain.transport.TransportTally;
import io.plumbline.streams.domain.window.ClosedBy;
import io.plumbline.streams.domain.window.Origin;
import io.plumbline.streams.domain.window.Outcome;
import io.plumbline.streams.domain.window.Pane;
import io.plumbline.streams.domain.window.Series;
import io.plumbline.streams.domain.window.Slice;
import io.plumbline.streams.domain.window.Tally;
import io.plumbline.streams.domain.window.WindowId;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class CodecsPropertyTest {
    @Property
    void aTallyComesBackAsItWas(
            @ForAll @Size(max = 30) List<@LongRange(max = 1L << 60) Long> nanos,
            @ForAll @IntRange(min = 1, max = 50) int times, // few values are listed, more than 1,000 are counted
            @ForAll Outcome outcome,
            @ForAll Origin origin,
            @ForAll @Size(max = 3) List<String> names,
            @ForAll boolean knowsService) {
        Tally tally = new Tally();
        for (int i = 0; i < times; i++) {
            nanos.forEach(value -> tally.record(outcome, value, knowsService ? value / 2 : -1, value));
        }
        tally.late(nanos.size());
        names.forEach(name -> tally.from(origin, name));
        names.forEach(tally::measuredBy);

        assertThat(backAndForth(Codecs.TALLY, tally))
                .usingRecursiveComparison()
                .ignoringFields("lastRelease") // only saves looking it up
                .usingOverriddenEquals()
                .isEqualTo(tally);
    }

    @Property
    void aPaneComesBackAsItWas(
            @ForAll boolean closed, @ForAll @IntRange(max = 1 << 20) int revision, @ForAll ClosedBy reason) {
        Pane<Tally> pane = new Pane<>(new Tally(), closed, revision, reason);

        assertThat(backAndForth(Codecs.TALLY_PANE, pane))
                .usingRecursiveComparison()
                .usingOverriddenEquals()
                .isEqualTo(pane);
    }

    @Property
    void resourcesComeBackAsTheyWere(
            @ForAll Resource resource, @ForAll @Size(max = 10) List<@DoubleRange(max = 1e9) Double> values) {
        ResourceTally tally = new ResourceTally();
        values.forEach(value -> {
            tally.provenance().counted(Origin.IMPORTED, "1.0");
            tally.record(resource, value);
        });
        tally.provenance().late(Origin.REPLAYED, "1.1", 7);
        Pane<ResourceTally> pane = new Pane<>(tally, true, 1, ClosedBy.IDLE);

        assertThat(backAndForth(Codecs.RESOURCE_PANE, pane))
                .usingRecursiveComparison()
                .usingOverriddenEquals()
                .isEqualTo(pane);
    }

    @Property
    void transportComesBackAsItWas(
            @ForAll @Size(max = 10) List<@LongRange(max = 1L << 40) Long> values,
            @ForAll Origin origin,
            @ForAll String peer,
            @ForAll boolean counted) {
        TransportTally tally = new TransportTally();
        values.forEach(value -> {
            tally.provenance().counted(origin, "1.0");
            tally.recordPeer(peer);
            tally.recordSent(new Interval(value, value + 1), value);
            tally.recordReceived(new Interval(value / 2, 1), 0);
            tally.recordRoundTrip(value);
            tally.recordConnect(value / 2);
            tally.recordConnections(new Connections(value, value / 3));
            if (counted) {
                tally.recordPackets(new Packets(value, 0));
            }
        });
        tally.provenance().late(origin, "1.1", 7);
        Pane<TransportTally> pane = new Pane<>(tally, false, 0, ClosedBy.EVENT_TIME);

        assertThat(backAndForth(Codecs.TRANSPORT_PANE, pane))
                .usingRecursiveComparison()
                .usingOverriddenEquals()
                .isEqualTo(pane);
    }

    @Property
    void anAccountComesBackAsItWas(@ForAll @Size(max = 10) List<@IntRange(max = 1 << 30) Integer> firsts) {
        BootAccount account = new BootAccount();
        firsts.forEach(first -> account.sequence().receive(first, 3, Math.min(first, 2)));
        account.seen("shop", "run", Origin.REPLAYED, 12_345);
        account.setAside(1, 2);
        account.reached(345_678);

        assertThat(backAndForth(Codecs.BOOT_ACCOUNT, account))
                .usingRecursiveComparison()
                .usingOverriddenEquals()
                .isEqualTo(account);
    }

    @Property
    void equalKeysHaveEqualBytes(
            @ForAll String system, @ForAll String operation, @ForAll String node, @ForAll long start) {
        PageKey page = new PageKey(Slice.Kind.SPAN, start, system.length());
        assertThat(backAndForth(Codecs.PAGE_KEY, page)).isEqualTo(page);

        WindowId id = new WindowId(new Series(system, "", operation, node), 1_000_000, start);
        assertThat(backAndForth(Codecs.WINDOW_ID, id)).isEqualTo(id);

        assertThat(backAndForth(Codecs.SERIES, id.series())).isEqualTo(id.series());

        BootAccount.Key boot = new BootAccount.Key(node, operation);
        assertThat(backAndForth(Codecs.BOOT, boot)).isEqualTo(boot);
    }

    @Example
    void bytesOfAnotherLayoutOrLengthAreRefused() {
        byte[] bytes = Codecs.TALLY.encode(new Tally());
        byte[] otherLayout = bytes.clone();
        otherLayout[0] = 9;

        assertThatThrownBy(() -> Codecs.TALLY.decode(otherLayout))
                .isInstanceOf(UncheckedIOException.class)
                .hasStackTraceContaining("layout 9");
        assertThatThrownBy(() -> Codecs.TALLY.decode(Arrays.copyOf(bytes, bytes.length - 1)))
                .isInstanceOf(UncheckedIOException.class);
        assertThatThrownBy(() -> Codecs.TALLY.decode(Arrays.copyOf(bytes, bytes.length + 1)))
                .hasStackTraceContaining("left over");
    }

    /** Through bytes twice: what is read must also write the same bytes again. */
    private static <T> T backAndForth(Codec<T> codec, T object) {
        byte[] bytes = codec.encode(object);
        T back = codec.decode(bytes);
        assertThat(codec.encode(back)).isEqualTo(bytes);
        return back;
    }
}
