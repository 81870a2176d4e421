// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.text.Format;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Formatter;
import java.util.HashSet;
import java.util.List;
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

/** The walls between the packages of the library, as CONTRIBUTING.md draws them. */
class ArchitectureTests {

    private static final String ROOT = "io.github.perfjunit";
    private static final String INTERNAL = ROOT + ".internal..";

    /** What may stand in a public signature besides our own types and those of the JDK. */
    private static final List<String> FOREIGN =
            List.of("org.junit.", "org.opentest4j.", "org.jspecify.", "org.apiguardian.");

    /** The clients that are measured, in the signatures of their wrappers: docs/adr/0006-measured-clients.md. */
    private static final List<String> MEASURED = List.of(
            "javax.net.ssl.",
            "okhttp3.",
            "org.springframework.http.",
            "org.springframework.web.client.",
            "org.jspecify.",
            "org.apiguardian.");

    private static JavaClasses ours;

    @BeforeAll
    static void read() {
        ours = new ClassFileImporter().importPath(Path.of("target", "classes"));
    }

    @Test
    void library_allItsClasses_areLookedAt() {
        assertThat(ours).hasSizeGreaterThan(100);
    }

    @Test
    void publicPackage_internalOne_isNotUsed() {
        noClasses()
                .that()
                .resideOutsideOfPackages(ROOT, INTERNAL)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(INTERNAL)
                .check(ours);
    }

    @Test
    void rootPackage_otherPackage_doesNotUseIt() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT)
                .check(ours);
    }

    @ParameterizedTest
    @CsvSource({
        "metrics, ''",
        "analysis, ''",
        "protocol, ''",
        "http, metrics protocol",
        "monitor, metrics",
        "load, metrics monitor http protocol",
        "spi, metrics monitor http load protocol slo",
        "kind, metrics analysis",
        "slo, metrics analysis kind",
        "report, metrics load protocol http",
        "clients, metrics http load spi protocol",
        "internal.course, metrics analysis",
        "internal.monitor, spi monitor load metrics internal.work",
        "internal.kind, metrics monitor load spi slo analysis kind",
        "internal.util, ''",
        "internal.schedule, load metrics",
        "internal.metrics, metrics spi internal.util",
        "internal.feed, load metrics spi internal.util",
        "internal.tls, http",
        "internal.spring, spi",
        "internal.meters, metrics load spi internal.spring",
        "internal.config, metrics http protocol load spi slo internal.util internal.tls",
        "internal.report.text, metrics load internal.util",
        "internal.body, metrics http load spi internal.engine internal.util",
        "internal.remote, metrics load spi protocol internal.util",
        "internal.process, spi",
        "internal.worker, metrics load spi internal.config internal.remote",
        "internal.work, metrics analysis internal.health",
        "internal.health, metrics load"
    })
    void package_ofOurs_usesOnlyThoseBelowIt(String name, String below) {
        List<String> allowed = new ArrayList<>(List.of(ROOT + "." + name));
        Stream.of(below.split(" ")).filter(s -> !s.isEmpty()).forEach(s -> allowed.add(ROOT + "." + s));
        classes()
                .that()
                .resideInAPackage(ROOT + "." + name)
                .should()
                .onlyDependOnClassesThat(
                        not(resideInAPackage(ROOT + "..")).or(resideInAnyPackage(allowed.toArray(String[]::new))))
                .check(ours);
    }

    @Test
    void schedules_threadsAndClocks_areNotUsed() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".internal.schedule")
                .should()
                .dependOnClassesThat(
                        equivalentTo(Thread.class).or(equivalentTo(Clock.class)).or(equivalentTo(Instant.class)))
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(ours);
    }

    @Test
    void packages_ofOurs_haveNoCycles() {
        slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(ours);
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
    void publicSignature_outsideInternal_namesNoForeignType() {
        Set<String> found = new TreeSet<>();
        for (JavaClass type : ours) {
            if (isVisible(type)) {
                for (JavaClass named : signatures(type)) {
                    if (!mayBeNamed(named.getBaseComponentType(), type)) {
                        found.add(type.getName() + " names " + named.getName());
                    }
                }
            }
        }
        assertThat(found).isEmpty();
    }

    private static boolean isVisible(JavaClass type) {
        boolean inside = type.getPackageName().startsWith(ROOT + ".internal");
        boolean open = type.getModifiers().contains(JavaModifier.PUBLIC);
        return open
                && !inside
                && type.getEnclosingClass().map(ArchitectureTests::isVisible).orElse(true);
    }

    private static Set<JavaClass> signatures(JavaClass type) {
        Set<JavaType> types = new HashSet<>();
        type.getSuperclass().ifPresent(types::add);
        types.addAll(type.getInterfaces());
        for (JavaField field : type.getFields()) {
            if (isShown(field.getModifiers())) {
                types.add(field.getType());
            }
        }
        for (JavaCodeUnit unit : type.getCodeUnits()) {
            if (isShown(unit.getModifiers())) {
                types.add(unit.getReturnType());
                types.addAll(unit.getParameterTypes());
                types.addAll(unit.getExceptionTypes());
            }
        }
        Set<JavaClass> classes = new HashSet<>();
        types.forEach(t -> classes.addAll(t.getAllInvolvedRawTypes()));
        return classes;
    }

    private static boolean isShown(Set<JavaModifier> modifiers) {
        return modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED);
    }

    private static boolean mayBeNamed(JavaClass named, JavaClass by) {
        String name = named.getName();
        if (named.isPrimitive() || name.startsWith("java.")) {
            return true;
        }
        if (name.startsWith(ROOT + ".")) {
            return !name.startsWith(ROOT + ".internal.");
        }
        if (name.startsWith("org.assertj.")) {
            return by.getPackageName().equals(ROOT + ".slo");
        }
        if (by.getPackageName().equals(ROOT + ".clients")) {
            return MEASURED.stream().anyMatch(name::startsWith);
        }
        if (name.equals("io.micrometer.core.instrument.MeterRegistry")) {
            return by.getName().equals(ROOT + ".monitor.RegistryMonitor");
        }
        return FOREIGN.stream().anyMatch(name::startsWith);
    }

    @Test
    void measuredClients_optionalLibraries_areTouchedByTheirOwnClassesAlone() {
        noClasses()
                .that()
                .haveNameNotMatching(ROOT.replace(".", "\\.") + "\\.clients\\..*OkHttp.*")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("okhttp3..", "okio..", "kotlin..")
                .check(ours);
        noClasses()
                .that()
                .haveNameNotMatching(ROOT.replace(".", "\\.") + "\\.clients\\..*(Rest|RequestFactory).*")
                .and()
                .doNotHaveFullyQualifiedName(ROOT + ".internal.spring.SpringProperties")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.springframework..")
                .check(ours);
    }

    @Test
    void host_oshi_isTouchedByItsOwnClassAlone() {
        noClasses()
                .that()
                .haveNameNotMatching(ROOT.replace(".", "\\.") + "\\.monitor\\.HostMonitor.*")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("oshi..")
                .check(ours);
    }

    @Test
    void monitors_micrometer_isTouchedByOneClassAlone() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".monitor")
                .and()
                .haveNameNotMatching(ROOT.replace(".", "\\.") + "\\.monitor\\.RegistryMonitor.*")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.micrometer..")
                .check(ours);
    }

    @Test
    void measuredClients_ofOptionalLibraries_areUsedByNoOtherPackage() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".clients")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + ".clients")
                .check(ours);
    }

    @Test
    void console_outsideItsPackage_isNotWrittenTo() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".internal.report.console")
                .and()
                .doNotHaveFullyQualifiedName(ROOT + ".internal.session.LoadSession") // prints the summary
                .and()
                .doNotHaveFullyQualifiedName(ROOT + ".PerfWorker") // a program of its own
                .and()
                .doNotHaveFullyQualifiedName(ROOT + ".Reports") // another one
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
