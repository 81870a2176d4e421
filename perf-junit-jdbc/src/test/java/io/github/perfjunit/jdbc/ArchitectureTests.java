// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The walls between the packages of the module, and between it and the core. */
class ArchitectureTests {

    private static final String CORE = "io.github.perfjunit";
    private static final String ROOT = CORE + ".jdbc";
    private static final String INTERNAL = ROOT + ".internal..";

    private static JavaClasses ours;

    @BeforeAll
    static void read() {
        ours = new ClassFileImporter().importPath(Path.of("target", "classes"));
    }

    @Test
    void module_allItsClasses_areLookedAt() {
        assertThat(ours).hasSizeGreaterThan(200);
    }

    @Test
    void core_whatItHides_isNotUsed() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage(CORE + ".internal..")
                .check(ours);
    }

    @Test
    void internal_outsideTheRootPackage_isNotUsed() {
        noClasses()
                .that()
                .resideOutsideOfPackages(ROOT, INTERNAL)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(INTERNAL)
                .check(ours);
    }

    @Test
    void reports_nothingOfTheModuleButThemselves_isUsed() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".report..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ROOT, INTERNAL)
                .check(ours);
    }

    /** Package {@code run} puts the parts to work; none of them knows it. */
    @Test
    void run_otherPartsOfInternal_doNotUseIt() {
        noClasses()
                .that()
                .resideInAPackage(INTERNAL)
                .and()
                .resideOutsideOfPackage(ROOT + ".internal.run..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + ".internal.run..")
                .check(ours);
    }

    /** SQL is read in one place, which any part may use. */
    @Test
    void sql_nothingOfTheModuleButItself_isUsed() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".internal.sql..")
                .should()
                .dependOnClassesThat(DescribedPredicate.describe(
                        "other packages of ours",
                        type -> type.getPackageName().startsWith(CORE)
                                && !type.getPackageName().equals(ROOT + ".internal.sql")))
                .check(ours);
    }

    @Test
    void parts_ofInternal_haveNoCycles() {
        slices().matching(ROOT + ".internal.(*)..").should().beFreeOfCycles().check(ours);
    }

    /** What users write is read by {@code run}, which hands plain values to the others. */
    @Test
    void annotations_partsOfInternalButRun_doNotKnowThem() {
        DescribedPredicate<JavaClass> annotations = new DescribedPredicate<>("annotations of the root package") {
            @Override
            public boolean test(JavaClass type) {
                return type.getPackageName().equals(ROOT) && type.isAnnotation();
            }
        };
        noClasses()
                .that()
                .resideInAPackage(INTERNAL)
                .and()
                .resideOutsideOfPackage(ROOT + ".internal.run..")
                .should()
                .dependOnClassesThat(annotations)
                .check(ours);
    }

    @ParameterizedTest
    @CsvSource({
        "com.p6spy.., .*\\.internal\\.probe\\.P6.*",
        "io.micrometer.., .*\\.internal\\.pool\\.MicrometerPools",
        "org.testcontainers.., .*\\.internal\\.database\\.ContainerServers.*",
        "org.springframework.., .*\\.(SpringDataSources|SpringDatabases?|ProbedDataSources).*",
        "org.postgresql.., .*\\.(PostgresDriver|PostgresCopy|CopyRows).*",
        "org.assertj.., '.*\\.jdbc\\.[A-Z][A-Za-z]*(Assert|Assertions)'",
        "io.zonky.., nothing",
        "com.mysql.., nothing",
        "org.mariadb.., nothing",
        "org.h2.., nothing",
        "org.slf4j.., nothing"
    })
    void optionalLibrary_classesButItsOwn_doNotNeedIt(String library, String own) {
        noClasses()
                .that()
                .haveNameNotMatching(own)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .check(ours);
    }

    @Test
    void publicTopLevelType_outsideInternal_tellsItsStatus() {
        classes()
                .that()
                .arePublic()
                .and()
                .areTopLevelClasses()
                .and()
                .resideOutsideOfPackage(INTERNAL)
                .should()
                .beAnnotatedWith(API.class)
                .check(ours);
    }

    @Test
    void package_ofOurs_isNullMarked() {
        Set<String> unmarked = new TreeSet<>();
        for (JavaClass type : ours) {
            if (!type.getPackage().isAnnotatedWith(NullMarked.class)) {
                unmarked.add(type.getPackageName());
            }
        }
        assertThat(unmarked).isEmpty();
    }

    @Test
    void console_isNotWrittenTo() {
        noClasses()
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethod(Throwable.class, "printStackTrace")
                .check(ours);
    }

    @Test
    void class_ofOurs_hasANameThatSaysWhatItIs() {
        assertThat(ours).extracting(JavaClass::getSimpleName).noneMatch(name -> Stream.of(
                        "Manager", "Helper", "Impl", "Util", "Utils")
                .anyMatch(name::endsWith));
    }
}
