package dev.hypercare.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.hypercare.Pipeline;
import dev.hypercare.PipelineConfig;

/** The rules of the house: which room may look into which. */
@AnalyzeClasses(packages = "dev.hypercare", importOptions = ImportOption.DoNotIncludeTests.class)
class HouseTest {
    private static final String[] STAGES = {
        "dev.hypercare.normalise..",
        "dev.hypercare.kpi..",
        "dev.hypercare.rules..",
        "dev.hypercare.patterns..",
        "dev.hypercare.alerts..",
        "dev.hypercare.gaps.."
    };

    private static final DescribedPredicate<JavaClass> WIRING = DescribedPredicate.describe(
            "wiring: *Topology, *Processor, Pipeline, and what is inside them",
            type -> outermost(type).getSimpleName().matches(".*(Topology|Processor)|Pipeline"));

    @ArchTest
    static final ArchRule stagesNeverImportEachOther = slices().matching(
                    "dev.hypercare.(normalise|kpi|rules|patterns|alerts|gaps)..")
            .should()
            .notDependOnEachOther()
            .because("a stage can then be changed, replayed, switched off or deployed alone; they meet in topics");

    @ArchTest
    static final ArchRule stagesShareTheContractAndOurKitOnly = noClasses()
            .that()
            .resideInAnyPackage(STAGES)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.hypercare",
                    "dev.hypercare.query..",
                    "dev.hypercare.cli..",
                    "dev.hypercare.embedded..",
                    "dev.hypercare.testdata..")
            .because("imports point one way: Main, Pipeline, stage, streams, contract, schemas");

    @ArchTest
    static final ArchRule theContractKnowsOnlyTheSchemas = noClasses()
            .that()
            .resideInAPackage("dev.hypercare.contract..")
            .should()
            .dependOnClassesThat(resideInAPackage("dev.hypercare..")
                    .and(not(resideInAnyPackage("dev.hypercare.contract..", "dev.hypercare.schemas.."))))
            .because("it is what all others share");

    @ArchTest
    static final ArchRule ourKitKnowsOnlyTheContract = noClasses()
            .that()
            .resideInAPackage("dev.hypercare.streams..")
            .should()
            .dependOnClassesThat(resideInAPackage("dev.hypercare..")
                    .and(not(resideInAnyPackage(
                            "dev.hypercare.streams..", "dev.hypercare.contract..", "dev.hypercare.schemas.."))))
            .because("it serves every stage and prefers none");

    @ArchTest
    static final ArchRule theReadSideKnowsNoStage = noClasses()
            .that()
            .resideInAPackage("dev.hypercare.query..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(STAGES)
            .because("it reads stores by the names of the contract");

    @ArchTest
    static final ArchRule kafkaStaysAtTheEdges = noClasses()
            .that(not(WIRING)
                    .and(not(resideInAnyPackage(
                            "dev.hypercare.streams..",
                            "dev.hypercare.query.store..",
                            "dev.hypercare.embedded..",
                            "dev.hypercare.schemas..",
                            "dev.hypercare.testdata.."))))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.kafka..")
            .because("decisions are plain Java, tested without a broker");

    @ArchTest
    static final ArchRule nobodyReadsTheClockInADecision = noClasses()
            .that()
            .resideInAnyPackage(STAGES)
            .should()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(java.time.Clock.class, "systemUTC")
            .because("only records move time, so that a replay repeats every decision");

    @ArchTest
    static final ArchRule onlyTheDoorKnowsTheWholeConfiguration = noClasses()
            .that(resideInAPackage("dev.hypercare..")
                    .and(not(resideInAnyPackage("dev.hypercare", "dev.hypercare.cli.."))))
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(PipelineConfig.class, Pipeline.class)
            .because("config points forward: each stage owns its record");

    @ArchTest
    static final ArchRule noPackagesInACycle = slices().assignedFrom(
                    new com.tngtech.archunit.library.dependencies.SliceAssignment() {
                        @Override
                        public com.tngtech.archunit.library.dependencies.SliceIdentifier getIdentifierOf(
                                JavaClass type) {
                            // Main opens the command line, which opens the map: both live in the root, which is no
                            // slice.
                            return type.getPackageName().equals("dev.hypercare")
                                    ? com.tngtech.archunit.library.dependencies.SliceIdentifier.ignore()
                                    : com.tngtech.archunit.library.dependencies.SliceIdentifier.of(
                                            type.getPackageName());
                        }

                        @Override
                        public String getDescription() {
                            return "packages";
                        }
                    })
            .should()
            .beFreeOfCycles();

    @ArchTest
    static final ArchRule namesSayWhatAClassIs = noClasses()
            .that()
            .resideOutsideOfPackage("dev.hypercare.schemas.events..")
            .should()
            .haveSimpleNameEndingWith("Util")
            .orShould()
            .haveSimpleNameEndingWith("Utils")
            .orShould()
            .haveSimpleNameEndingWith("Helper")
            .orShould()
            .haveSimpleNameEndingWith("Manager")
            .orShould()
            .haveSimpleNameEndingWith("Impl")
            .orShould()
            .haveSimpleNameEndingWith("Common")
            .orShould()
            .haveSimpleNameEndingWith("Constants")
            .because("a name that says nothing attracts everything");

    @ArchTest
    static final ArchRule everyStageIsWiredByATopology = classes()
            .that()
            .implement(dev.hypercare.contract.Stage.class)
            .should()
            .haveSimpleNameEndingWith("Topology");

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(HouseTest::outermost).orElse(type);
    }
}
