package io.plumbline.producers.spool;

/**
 * What a spool did since it was opened; moving figures.
 *
 * @param bytes that its segments take on disk now
 * @param kept records that were written to it
 * @param replayed records that were read back, to be sent
 * @param damaged times that something was found that is no record: it was skipped
 * @param dropped records that were given up because there was no room; those with measurements are declared
 */
public record SpoolStatistics(long bytes, long kept, long replayed, long damaged, long dropped) {
    /** Of an agent without a spool. */
    public static final SpoolStatistics NONE = new SpoolStatistics(0, 0, 0, 0, 0);
}
