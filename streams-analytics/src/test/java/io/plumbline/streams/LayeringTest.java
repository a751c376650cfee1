package io.plumbline.streams;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.time.Clock;
import java.time.Instant;

/** app -> topology -> domain; the domain is pure. */
@AnalyzeClasses(packages = "io.plumbline.streams", importOptions = DoNotIncludeTests.class)
class LayeringTest {
    @ArchTest
    static final ArchRule the_domain_uses_the_jdk_the_sketch_and_mathematics_only = ArchRuleDefinition.classes()
            .that()
            .resideInAPackage("..streams.domain..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java.lang..",
                    "java.util..",
                    "java.math..",
                    "java.nio",
                    "java.nio.charset", // of digests
                    "java.security", // digests; no secure randomness, which no replay would repeat
                    "org.hipparchus..",
                    "io.plumbline.sketch",
                    "..streams.domain..");

    @ArchTest
    static final ArchRule the_domain_reads_no_clock = noClasses()
            .that()
            .resideInAPackage("..streams.domain..")
            .should()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Clock.class)
            .orShould()
            .callMethod(Instant.class, "now");

    @ArchTest
    static final ArchRule the_topology_does_not_know_the_app = noClasses()
            .that()
            .resideInAPackage("..streams.topology..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..streams.app..");

    @ArchTest
    static final ArchRule the_app_reaches_the_domain_through_the_topology = noClasses()
            .that()
            .resideInAPackage("..streams.app..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..streams.domain..");

    @ArchTest
    static final ArchRule each_internal_interface_of_streams_is_used_in_one_class = noClasses()
            .that()
            .doNotHaveSimpleName("ObjectStore")
            .and()
            .doNotHaveSimpleName("StreamsGroupConsumer")
            .should()
            .dependOnClassesThat(JavaClass.Predicates.resideInAnyPackage(
                    "org.apache.kafka.streams..internals..", "org.apache.kafka.clients..internals.."));
}
