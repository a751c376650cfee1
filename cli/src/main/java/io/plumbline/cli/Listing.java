package io.plumbline.cli;

import io.plumbline.reports.Json;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;

/** Prints a list for people, a line each, or for scripts, as one document. */
record Listing(PrintWriter out, OutputFormat format) {
    /**
     * @param name of the list in the document
     * @param entries the same things as {@code lines}
     */
    void print(String name, List<Map<String, Object>> entries, List<String> lines) {
        if (format == OutputFormat.JSON) {
            out.println(Json.of(Map.of(name, entries)));
        } else {
            lines.forEach(out::println);
        }
        out.flush();
    }
}
