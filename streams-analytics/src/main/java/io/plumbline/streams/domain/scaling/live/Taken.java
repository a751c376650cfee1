package io.plumbline.streams.domain.scaling.live;

/** What became of a {@link WindowRow}. */
public enum Taken {
    /** It counts. */
    COUNTED,
    /** The same or a later revision of it is there already, or it is a correction of what is no longer known in detail. */
    KNOWN,
    /** Its window is no longer looked at. */
    TOO_OLD,
    /** There are as many operations or nodes as may be. */
    BEYOND_LIMIT
}
