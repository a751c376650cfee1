package io.plumbline.streams.domain.regression.watch;

import io.plumbline.streams.domain.window.Series;
import io.plumbline.streams.domain.window.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The watches of many series, but of no more than a limit. Not thread-safe. */
public final class Watches {
    private final Table<Series, SeriesWatch> table;
    private final Table<Series, Archive> archives;
    private final int limit;
    private int count;
    private long newestMicros = Long.MIN_VALUE;

    /** @param table what these watches, and nothing else, are kept in; likewise {@code archives} */
    public Watches(Table<Series, SeriesWatch> table, Table<Series, Archive> archives, int limit) {
        this.table = table;
        this.archives = archives;
        this.limit = limit;
        table.forEach((series, watch) -> {
            count++;
            newestMicros = Math.max(newestMicros, watch.lastMicros());
        });
    }

    /**
     * Shows the watch of a series a window that begins then.
     *
     * @return what {@code look} makes of the watch; empty if the series is not watched, as there are too many
     */
    public <T> Optional<T> show(Series series, long startMicros, Function<SeriesWatch, T> look) {
        newestMicros = Math.max(newestMicros, startMicros);
        SeriesWatch watch = table.get(series);
        if (watch == null) {
            if (count >= limit) {
                return Optional.empty();
            }
            count++;
            watch = new SeriesWatch(SeriesWatch.State.empty());
            table.put(series, watch);
        } else if (watch.lacksArchive()) {
            watch.attach(archives.get(series));
        }
        T seen = look.apply(watch);
        if (watch.isArchiveDue()) {
            archives.put(series, watch.archive());
        }
        table.touch(series);
        return Optional.of(seen);
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
        silent.forEach(archives::remove);
        count -= silent.size();
    }

    public int count() {
        return count;
    }
}
