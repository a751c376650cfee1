package io.plumbline.streams.topology.store;

import io.plumbline.streams.domain.delivery.BootAccount;
import io.plumbline.streams.domain.resource.ResourceTally;
import io.plumbline.streams.domain.transport.TransportTally;
import io.plumbline.streams.domain.window.Pane;
import io.plumbline.streams.domain.window.Tally;
import io.plumbline.streams.domain.window.WindowId;

/** The codec of each object that the topology keeps. */
public final class Codecs {
    public static final Codec<Long> NUMBER = new NumberCodec();
    public static final Codec<PageKey> PAGE_KEY = new KeyCodecs.PageKeyCodec();
    public static final Codec<byte[]> PAGE = new PageCodec();
    public static final Codec<WindowId> WINDOW_ID = new KeyCodecs.WindowIdCodec();
    public static final Codec<BootAccount.Key> BOOT = new KeyCodecs.BootCodec();
    public static final Codec<BootAccount> BOOT_ACCOUNT = new BootAccountCodec();
    public static final Codec<Tally> TALLY = new TallyCodec();
    public static final Codec<Pane<Tally>> TALLY_PANE = new PaneCodec<>(TALLY);
    public static final Codec<Pane<ResourceTally>> RESOURCE_PANE = new PaneCodec<>(new ResourceTallyCodec());
    public static final Codec<Pane<TransportTally>> TRANSPORT_PANE = new PaneCodec<>(new TransportTallyCodec());

    private Codecs() {}
}
