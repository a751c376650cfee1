package io.plumbline.cli.scale;

import java.util.ArrayList;
import java.util.List;

/** What {@code plumbline scale --output json} prints: the documents of all curves, and where their files are. */
record SuiteDocument(String suite, String origin, List<ScaleDocument> curves, List<String> files) {
    String text() {
        List<String> lines = new ArrayList<>();
        for (ScaleDocument curve : curves) {
            lines.add(curve.config().name() + " (" + origin + ")");
            lines.add(curve.text());
            lines.add("");
        }
        files.forEach(lines::add);
        return String.join(System.lineSeparator(), lines);
    }
}
