package io.plumbline.cli.scale;

/** Services that can be started for a scaling test. */
enum ServiceKind {
    POSTGRES("a PostgreSQL that was started for the test", LocalDatabaseService.QUERY) {
        @Override
        LocalService start() throws Exception {
            return LocalDatabaseService.start();
        }
    },
    KAFKA("a Kafka broker that was started for the test", "") {
        @Override
        LocalService start() throws Exception {
            return LocalBrokerService.start();
        }
    };

    private final String title;
    private final String query;

    ServiceKind(String title, String query) {
        this.title = title;
        this.query = query;
    }

    abstract LocalService start() throws Exception;

    String title() {
        return title;
    }

    /** What it is asked, where that is to be said. */
    String query() {
        return query;
    }
}
