package io.plumbline.sink.core;

import io.plumbline.settings.Settings;

/**
 * How many records of a table the database may refuse before the table is blamed, not the records.
 *
 * @param share of the table's last {@value #RECORDS} records
 */
public record RefusalLimit(double share) {
    static final RefusalLimit DEFAULT = new RefusalLimit(0.1);
    static final int RECORDS = 1_000;
    /** So many may be refused in any case: the first record of a table may well be a bad one. */
    static final int AT_LEAST = 20;

    public RefusalLimit {
        Settings.check(share >= 0 && share <= 1, "sink.quarantine.max.share must be from 0 to 1, was " + share);
    }

    boolean exceeded(int refused, int records) {
        return refused > Math.max(AT_LEAST, share * records);
    }
}
