package io.plumbline.streams.domain.trend.watch;

import io.plumbline.streams.domain.window.Series;
import io.plumbline.streams.domain.window.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The trends of many series, but of no more than a limit. Not thread-safe. */
public final class Trends {
    private final Table<Series, SeriesTrend> table;
    private final int limit;
    private int count;
    private long newestMicros = Long.MIN_VALUE;

    /** @param table what these trends, and nothing else, are kept in */
    public Trends(Table<Series, SeriesTrend> table, int limit) {
        this.table = table;
        this.limit = limit;
        table.forEach((series, trend) -> {
            count++;
            newestMicros = Math.max(newestMicros, trend.lastMicros());
        });
    }

    /** The trend of a series in which a window begins then, changed from now on; empty if there are too many series. */
    public Optional<SeriesTrend> of(Series series, long startMicros) {
        newestMicros = Math.max(newestMicros, startMicros);
        SeriesTrend known = table.get(series);
        if (known != null) {
            table.touch(series);
            return Optional.of(known);
        }
        if (count >= limit) {
            return Optional.empty();
        }
        count++;
        SeriesTrend first = new SeriesTrend();
        table.put(series, first);
        return Optional.of(first);
    }

    /** Forgets the series whose last window began so long before the newest of all, and says which. */
    public List<Series> forget(long silentMicros) {
        List<Series> silent = new ArrayList<>();
        table.forEach((series, trend) -> {
            if (newestMicros - trend.lastMicros() > silentMicros) {
                silent.add(series);
            }
        });
        silent.forEach(table::remove);
        count -= silent.size();
        return silent;
    }
}
