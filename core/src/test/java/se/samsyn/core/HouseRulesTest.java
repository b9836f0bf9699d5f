package se.samsyn.core;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "se.samsyn", importOptions = ImportOption.DoNotIncludeTests.class)
class HouseRulesTest {

    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLES =
            slices().matching("se.samsyn.core.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule API_EXPOSES_ITS_ALLOW_LIST_ALONE = classes()
            .that()
            .resideInAPackage("se.samsyn.api..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.slf4j..", "org.jspecify..", "org.jdbi.v3.core..", "se.samsyn.api..");

    @ArchTest
    static final ArchRule ONLY_THE_COMPOSITION_ROOT_AND_THE_COMMAND_LINE_KNOW_THE_ROOT = noClasses()
            .that()
            .resideInAPackage("se.samsyn.core.*..")
            .and()
            .resideOutsideOfPackage("se.samsyn.core.cli..")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("se.samsyn.core.Samsyn");

    @ArchTest
    static final ArchRule DOMAINS_DO_NOT_KNOW_THE_HTTP_SERVER = noClasses()
            .that()
            .resideInAPackage("se.samsyn.core..")
            .and()
            .resideOutsideOfPackages("se.samsyn.core.web..", "se.samsyn.core.plugin..", "se.samsyn.core.cli..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.javalin..", "org.eclipse.jetty..", "jakarta.servlet..");
}
