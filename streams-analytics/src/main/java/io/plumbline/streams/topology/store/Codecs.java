package io.plumbline.streams.topology.store;

import io.plumbline.streams.domain.alert.Account;
import io.plumbline.streams.domain.alert.Alert;
import io.plumbline.streams.domain.alert.Ended;
import io.plumbline.streams.domain.alert.Incident;
import io.plumbline.streams.domain.delivery.BootAccount;
import io.plumbline.streams.domain.health.Board;
import io.plumbline.streams.domain.health.DeliveryAccount;
import io.plumbline.streams.domain.health.Standing;
import io.plumbline.streams.domain.health.Subject;
import io.plumbline.streams.domain.health.Verdict;
import io.plumbline.streams.domain.regression.watch.Archive;
import io.plumbline.streams.domain.regression.watch.SeriesWatch;
import io.plumbline.streams.domain.resource.ResourceTally;
import io.plumbline.streams.domain.scaling.live.LoadBook;
import io.plumbline.streams.domain.scaling.live.LoadWindow;
import io.plumbline.streams.domain.scaling.live.RunKey;
import io.plumbline.streams.domain.scaling.live.RunState;
import io.plumbline.streams.domain.transport.TransportTally;
import io.plumbline.streams.domain.trend.watch.SeriesTrend;
import io.plumbline.streams.domain.window.Pane;
import io.plumbline.streams.domain.window.Series;
import io.plumbline.streams.domain.window.Tally;
import io.plumbline.streams.domain.window.WindowId;

/** The codec of each object that the topology keeps. */
public final class Codecs {
    public static final Codec<Long> NUMBER = new NumberCodec();
    public static final Codec<PageKey> PAGE_KEY = new KeyCodecs.PageKeyCodec();
    public static final Codec<byte[]> PAGE = new PageCodec();
    public static final Codec<Series> SERIES = new KeyCodecs.SeriesCodec();
    public static final Codec<WindowId> WINDOW_ID = new KeyCodecs.WindowIdCodec();
    public static final Codec<BootAccount.Key> BOOT = new KeyCodecs.BootCodec();
    public static final Codec<BootAccount> BOOT_ACCOUNT = new BootAccountCodec();
    public static final Codec<Tally> TALLY = new TallyCodec();
    public static final Codec<Pane<Tally>> TALLY_PANE = new PaneCodec<>(TALLY);
    public static final Codec<Pane<ResourceTally>> RESOURCE_PANE = new PaneCodec<>(new ResourceTallyCodec());
    public static final Codec<Pane<TransportTally>> TRANSPORT_PANE = new PaneCodec<>(new TransportTallyCodec());

    public static final Codec<Board.Key> STANDING_KEY = new HealthCodecs.StandingKeyCodec();
    public static final Codec<Standing> STANDING = new HealthCodecs.StandingCodec();
    public static final Codec<Subject> SUBJECT = new HealthCodecs.SubjectCodec();
    public static final Codec<Verdict> VERDICT = new HealthCodecs.VerdictCodec();
    public static final Codec<SeriesWatch> SERIES_WATCH = new WatchCodecs.SeriesWatchCodec();
    public static final Codec<Archive> WATCH_ARCHIVE = new WatchCodecs.ArchiveCodec();
    public static final Codec<DeliveryAccount> DELIVERY_ACCOUNT = new HealthCodecs.DeliveryAccountCodec();

    public static final Codec<String> TEXT = new KeyCodecs.TextCodec();
    public static final Codec<Alert> ALERT = new AlertCodecs.AlertCodec();
    public static final Codec<Ended> ENDED_ALERT = new AlertCodecs.EndedCodec();
    public static final Codec<Incident> INCIDENT = new IncidentCodec();
    public static final Codec<Account.Key> ALERT_ACCOUNT_KEY = new AlertCodecs.AccountKeyCodec();
    public static final Codec<Account> ALERT_ACCOUNT = new AlertCodecs.AccountCodec();

    public static final Codec<SeriesTrend> TREND = new TrendCodec();

    public static final Codec<RunKey> RUN_KEY = new LoadCodecs.RunKeyCodec();
    public static final Codec<RunState> RUN_STATE = new LoadCodecs.RunStateCodec();
    public static final Codec<LoadBook.Key> LOAD_WINDOW_KEY = new LoadCodecs.WindowKeyCodec();
    public static final Codec<LoadWindow> LOAD_WINDOW = new LoadCodecs.LoadWindowCodec();

    private Codecs() {}
}
