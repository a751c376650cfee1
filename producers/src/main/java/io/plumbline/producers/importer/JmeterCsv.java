package io.plumbline.producers.importer;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** JMeter's CSV: columns as {@code jmeter.save.saveservice.*} chose them. */
final class JmeterCsv {
    private static final JmeterSample.Names NAMES =
            new JmeterSample.Names("timeStamp", "elapsed", "success", "bytes", "sentBytes");
    private static final List<String> REQUIRED = List.of(NAMES.timeStamp(), NAMES.elapsed(), "label", NAMES.success());

    private JmeterCsv() {}

    static void read(InputStream file, JmeterSample.Taker taker, ImportTarget target) throws IOException {
        CsvFile.open(file, ',', REQUIRED).read(target, row -> taker.take(sample(row)));
    }

    private static JmeterSample sample(CsvRow row) throws BadValueException {
        return new JmeterSample(
                NAMES,
                row.required(NAMES.timeStamp()),
                row.required(NAMES.elapsed()),
                row.required("label"),
                row.get("responseCode"),
                row.get("responseMessage"),
                row.required(NAMES.success()),
                row.get(NAMES.received()),
                row.get(NAMES.sent()));
    }
}
