package io.plumbline.producers.importer;

import java.io.IOException;
import java.io.InputStream;

/** Reads the files of one import, one after the other. */
public interface ImportReader {
    /**
     * Reads a file to its end.
     *
     * @throws io.plumbline.settings.ConfigException if it is no file of this format
     */
    void read(InputStream file) throws IOException;

    /** All files were read. */
    default void end() {}
}
