package io.plumbline.producers.importer;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/**
 * What JMeter writes with {@code -l FILE.jtl}, as CSV with a header or as XML: which of them, the first byte tells.
 *
 * @param stampsEnd whether time stamps are those of the end ({@code sampleresult.timestamp.start=false})
 */
public record JmeterImporter(boolean stampsEnd) implements Importer {
    @Override
    public String format() {
        return "jmeter";
    }

    @Override
    public Map<String, String> options() {
        return Map.of("timestamp", stampsEnd ? "end" : "start");
    }

    @Override
    public ImportReader open(ImportTarget target) {
        return file -> read(file, target);
    }

    private void read(InputStream file, ImportTarget target) throws IOException {
        BufferedInputStream bytes = new BufferedInputStream(file);
        if (FirstByte.of(bytes) == '<') {
            JmeterXml.read(bytes, sample -> target.event(sample.event(stampsEnd)), target);
        } else {
            JmeterCsv.read(bytes, sample -> target.event(sample.event(stampsEnd)), target);
        }
    }
}
