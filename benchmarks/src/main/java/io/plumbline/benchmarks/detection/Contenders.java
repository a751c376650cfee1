package io.plumbline.benchmarks.detection;

import java.util.LinkedHashMap;
import java.util.Map;

/** The detectors that stand beside each other, by name. */
final class Contenders {
    private Contenders() {}

    static Map<String, Detector> all() {
        Map<String, Detector> all = new LinkedHashMap<>();
        all.put("online", Detector.online());
        all.put("offline", Detector.offline());
        all.put("Otava's", Otava.DEFAULTS);
        all.put("plain 5 %", new PlainRule(.05));
        return all;
    }
}
