package io.plumbline.streams.topology;

/** Every node and store of the topology. A renamed store loses its state: the golden file makes that a reviewed diff. */
final class Names {
    static final String MEASUREMENTS = "measurements-source";
    static final String SUMMARISE = "measurements-summarise";
    static final String SUMMARISE_WINDOWS = "measurements-windows";
    static final String SUMMARISE_ACCOUNTS = "measurements-accounts";
    static final String SUMMARISE_PROGRESS = "measurements-progress";
    static final String SUMMARIES_SINK = "summaries-sink";
    static final String DELIVERIES_SINK = "deliveries-sink";
    static final String LATE_SINK = "late-sink";

    static final String SUMMARIES = "summaries-source";
    static final String MERGE = "summaries-merge";
    static final String MERGE_CLUSTER = "summaries-cluster-windows";
    static final String MERGE_NODES = "summaries-node-windows";
    static final String MERGE_AGENTS = "summaries-agent-series";
    static final String MERGE_PROGRESS = "summaries-progress";
    static final String OVERFLOW_SINK = "summaries-overflow-sink";
    static final String WINDOW_STATS_SINK = "window-stats-sink";

    static final Samples RESOURCES = new Samples("resources", "resource-stats-sink");
    static final Samples TRANSPORT = new Samples("transport", "transport-stats-sink");

    static final String HEARTBEATS = "nodes-source";
    static final String HEALTH_HEARTBEATS = "health-heartbeats";
    static final String HEARTBEATS_SINK = "health-heartbeats-sink";
    static final String WINDOW_STATS = "window-stats-source";
    static final String HEALTH_WINDOWS = "health-windows";
    static final String RESOURCE_STATS = "resource-stats-source";
    static final String HEALTH_RESOURCES = "health-resources";
    static final String TRANSPORT_STATS = "transport-stats-source";
    static final String HEALTH_TRANSPORT = "health-transport";
    static final String DELIVERIES = "deliveries-source";
    static final String HEALTH_DELIVERIES = "health-deliveries";
    static final String HEALTH_ACCOUNTS = "health-accounts";
    static final String FINDINGS_SINK = "health-findings-sink";

    static final String FINDINGS = "findings-source";
    static final String HEALTH = "health-roll-up";
    static final String HEALTH_STANDINGS = "health-standings";
    static final String HEALTH_VERDICTS = "health-verdicts";
    static final String HEALTH_SINK = "health-sink";

    static final String BASELINES = "baselines-source";
    static final String BASELINES_UPDATE = "baselines-update";
    static final String BASELINES_STORE = "baselines";
    static final String REGRESSION_WINDOWS = "regression-windows";
    static final String REGRESSION_RESOURCES = "regression-resources";
    static final String SIGNALS_SINK = "regression-signals-sink";
    static final String PROPOSALS_SINK = "regression-baselines-sink";

    static final String SIGNALS = "signals-source";
    static final String DECISIONS = "decisions-source";
    static final String ALERTS = "alerts";
    static final String ALERTS_OPEN = "alerts-open";
    static final String ALERTS_ENDED = "alerts-ended";
    static final String ALERTS_INCIDENTS = "alerts-incidents";
    static final String ALERTS_ACCOUNTS = "alerts-accounts";
    static final String ALERTS_SINK = "alerts-sink";
    static final String INCIDENTS_SINK = "incidents-sink";
    static final String ACCEPTED_SINK = "alerts-baselines-sink";

    static final String LOAD_WINDOWS = "load-windows";
    static final String LOAD_RESOURCES = "load-resources";
    static final String LOAD_TRANSPORT = "load-transport";
    static final String LOAD_SINK = "load-sink";
    static final String RUNS = "runs-source";
    static final String LOAD_RUNS = "load-runs";
    static final String LOAD_RUNS_SINK = "load-runs-sink";

    static final String LOAD = "load-source";
    static final String SCALING = "scaling";
    static final String SCALING_RUNS = "scaling-runs";
    static final String SCALING_WINDOWS = "scaling-windows";
    static final String SCALING_SINK = "scaling-sink";
    static final String SCORES_SINK = "scores-sink";

    static final String TREND_WINDOWS = "trend-windows";
    static final String TREND_RESOURCES = "trend-resources";
    static final String TRENDS_SINK = "trends-sink";
    static final String TREND_SIGNALS_SINK = "trend-signals-sink";

    private static final String DEAD_LETTERS = "-dead-letters-sink";

    private Names() {}

    /** What a processor of trends keeps of each series. */
    static String series(String processor) {
        return processor + "-series";
    }

    /** Each sub-topology has a dead-letter sink of its own: a shared one would join them into one. */
    static String deadLetters(String processor) {
        return processor + DEAD_LETTERS;
    }

    /** What a processor watches by. */
    static String watches(String processor) {
        return processor + "-watches";
    }

    /** The older points of it. */
    static String archives(String processor) {
        return processor + "-archives";
    }

    /**
     * The nodes and stores from samples to rows.
     *
     * @param input what is sampled, as the topic is called
     */
    record Samples(String input, String rowsSink) {
        String source() {
            return input + "-source";
        }

        String aggregate() {
            return input + "-aggregate";
        }

        String windows() {
            return input + "-windows";
        }

        String accounts() {
            return input + "-accounts";
        }

        String progress() {
            return input + "-progress";
        }

        String lateSink() {
            return input + "-late-sink";
        }
    }
}
