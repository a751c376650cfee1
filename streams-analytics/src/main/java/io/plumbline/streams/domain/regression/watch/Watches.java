package io.plumbline.streams.domain.regression.watch;

import io.plumbline.streams.domain.window.Series;
import io.plumbline.streams.domain.window.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The watches of many series, but of no more than a limit. Not thread-safe. */
public final class Watches {
    private final Table<Series, SeriesWatch> table;
    private final int limit;
    private int count;
    private long newestMicros = Long.MIN_VALUE;

    /** @param table what these watches, and nothing else, are kept in */
    public Watches(Table<Series, SeriesWatch> table, int limit) {
        this.table = table;
        this.limit = limit;
        table.forEach((series, watch) -> {
            count++;
            newestMicros = Math.max(newestMicros, watch.lastMicros());
        });
    }

    /** The watch of a series in which a window begins then, changed from now on; empty if there are too many series. */
    public Optional<SeriesWatch> of(Series series, long startMicros) {
        newestMicros = Math.max(newestMicros, startMicros);
        SeriesWatch known = table.get(series);
        if (known != null) {
            table.touch(series);
            return Optional.of(known);
        }
        if (count >= limit) {
            return Optional.empty();
        }
        count++;
        SeriesWatch first = new SeriesWatch(SeriesWatch.State.empty());
        table.put(series, first);
        return Optional.of(first);
    }

    /** Forgets the series whose last window began so long before the newest of all. */
    public void forget(long silentMicros) {
        List<Series> silent = new ArrayList<>();
        table.forEach((series, watch) -> {
            if (newestMicros - watch.lastMicros() > silentMicros) {
                silent.add(series);
            }
        });
        silent.forEach(table::remove);
        count -= silent.size();
    }

    public int count() {
        return count;
    }
}
