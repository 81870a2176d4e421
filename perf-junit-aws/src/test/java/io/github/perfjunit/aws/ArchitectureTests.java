// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.aws;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.text.Format;
import java.time.format.DateTimeFormatter;
import java.util.Formatter;
import java.util.Locale;
import java.util.Scanner;
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
    private static final String ROOT = CORE + ".aws";
    private static final String INTERNAL = ROOT + ".internal..";

    private static JavaClasses ours;

    @BeforeAll
    static void read() {
        ours = new ClassFileImporter().importPath(Path.of("target", "classes"));
    }

    @Test
    void module_allItsClasses_areLookedAt() {
        assertThat(ours).hasSizeGreaterThan(40);
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
                .allowEmptyShould(true) // there are no other packages yet
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
        "software.amazon.awssdk.services.s3.., '.*\\.internal\\.s3\\..*'",
        "software.amazon.awssdk.services.ecs.., '.*\\.internal\\.(ecs\\.|run\\.AwsClients).*'",
        "com.fasterxml.jackson.databind.., '.*\\.internal\\..*'",
        "org.assertj.., nothing",
        "org.slf4j.., nothing"
    })
    void library_classesButItsOwn_doNotNeedIt(String library, String own) {
        noClasses()
                .that()
                .haveNameNotMatching(own)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .check(ours);
    }

    /** Digits and letters for machines must not depend on where the machine stands. */
    @Test
    void numbersAndLetters_localeOfTheMachine_doesNotDecide() {
        noClasses()
                .should()
                .callMethod(String.class, "format", String.class, Object[].class)
                .orShould()
                .callMethod(String.class, "formatted", Object[].class)
                .orShould()
                .callMethod(String.class, "toLowerCase")
                .orShould()
                .callMethod(String.class, "toUpperCase")
                .orShould()
                .callMethod(PrintStream.class, "printf", String.class, Object[].class)
                .orShould()
                .callMethod(PrintStream.class, "format", String.class, Object[].class)
                .orShould()
                .callMethod(PrintWriter.class, "printf", String.class, Object[].class)
                .orShould()
                .callMethod(PrintWriter.class, "format", String.class, Object[].class)
                .orShould()
                .callMethod(DateTimeFormatter.class, "ofPattern", String.class)
                .orShould()
                .callMethod(Locale.class, "getDefault")
                .orShould()
                .callConstructor(Formatter.class)
                .orShould()
                .callConstructor(Formatter.class, Appendable.class)
                .orShould()
                .callConstructor(Scanner.class, String.class)
                .orShould()
                .callConstructor(Scanner.class, InputStream.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Format.class)
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
                .that()
                .doNotHaveSimpleName("PerfAws")
                .and()
                .doNotHaveSimpleName("FargateTask")
                .and()
                .doNotHaveSimpleName("Publishing") // tells of metrics that were not published, after the summary
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
