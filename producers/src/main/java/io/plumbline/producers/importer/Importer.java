package io.plumbline.producers.importer;

import java.util.Map;

/** One format and how to read it. What a file holds follows from its bytes and the importer's options alone. */
public sealed interface Importer
        permits K6Importer, JmeterImporter, HistogramLogImporter, PrometheusImporter, CsvImporter {
    /** Its name, as on the command line. */
    String format();

    /** Its options, as a run's configuration shows them. */
    Map<String, String> options();

    /** A reader for the files of one import. */
    ImportReader open(ImportTarget target);
}
