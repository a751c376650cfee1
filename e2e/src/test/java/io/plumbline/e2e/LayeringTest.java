package io.plumbline.e2e;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The modules meet in topics and in the database, never in each other's code. */
@AnalyzeClasses(packages = "io.plumbline", importOptions = DoNotIncludeTests.class)
class LayeringTest {
    private static final String PRODUCERS = "io.plumbline.producers..";
    private static final String STREAMS = "io.plumbline.streams..";
    private static final String SINK = "io.plumbline.sink..";
    private static final String REPORTS = "io.plumbline.reports..";
    private static final String CLI = "io.plumbline.cli..";
    private static final String LOCAL = "io.plumbline.local..";

    @ArchTest
    static final ArchRule producers_stand_alone = standsAlone(PRODUCERS, STREAMS, SINK, REPORTS, CLI, LOCAL);

    @ArchTest
    static final ArchRule streams_stand_alone = standsAlone(STREAMS, PRODUCERS, SINK, REPORTS, CLI, LOCAL);

    @ArchTest
    static final ArchRule sink_stands_alone = standsAlone(SINK, PRODUCERS, STREAMS, REPORTS, CLI, LOCAL);

    @ArchTest
    static final ArchRule reports_stand_alone = standsAlone(REPORTS, PRODUCERS, STREAMS, SINK, CLI, LOCAL);

    @ArchTest
    static final ArchRule local_servers_know_no_pipeline = standsAlone(LOCAL, PRODUCERS, STREAMS, SINK, REPORTS, CLI);

    @ArchTest
    static final ArchRule the_contract_knows_nobody = noClasses()
            .that()
            .resideInAPackage("io.plumbline.schemas..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(PRODUCERS, STREAMS, SINK, REPORTS, CLI, LOCAL);

    @ArchTest
    static final ArchRule the_sketch_needs_the_jdk_only = noClasses()
            .that()
            .resideInAPackage("io.plumbline.sketch..")
            .should()
            .dependOnClassesThat()
            .resideOutsideOfPackages("java..", "io.plumbline.sketch..");

    @ArchTest
    static final ArchRule the_brokers_internal_classes_stay_in_local = noClasses()
            .that()
            .resideOutsideOfPackage(LOCAL)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("kafka.server..", "org.apache.kafka.metadata..", "org.apache.kafka.server..");

    private static ArchRule standsAlone(String module, String... others) {
        return noClasses()
                .that()
                .resideInAPackage(module)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others);
    }
}
