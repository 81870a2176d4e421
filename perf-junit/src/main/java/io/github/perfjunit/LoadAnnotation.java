// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit;

import io.github.perfjunit.internal.config.RawHttp;
import io.github.perfjunit.internal.config.RawLoad;
import io.github.perfjunit.internal.config.RawSlo;
import io.github.perfjunit.internal.session.LoadKinds;
import io.github.perfjunit.load.Arrivals;
import io.github.perfjunit.load.LoadStage;
import io.github.perfjunit.load.Overflow;
import io.github.perfjunit.spi.LoadKind;
import java.lang.annotation.Annotation;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Reads {@link LoadTest}, {@link Load} and other annotations that are a {@link LoadKind}, {@link Slo} and {@link
 * HttpSettings}. JUnit has no aliases for attributes, so the kinds of loads declare the same ones, and each is read as if it
 * were a {@link Load}.
 */
final class LoadAnnotation {

    private LoadAnnotation() {}

    /** Finds what a test method, its class or the classes around it say about its load. */
    static Optional<RawLoad> find(ExtensionContext context) {
        Optional<Method> method = context.getTestMethod();
        if (method.isEmpty() || AnnotationSupport.isAnnotated(method.get(), PerfTest.class)) {
            return Optional.empty();
        }
        return LoadKinds.kindOf(method.get())
                .map(LoadAnnotation::raw)
                .or(() -> ofClass(context.getRequiredTestClass()));
    }

    private static Optional<RawLoad> ofClass(Class<?> testClass) {
        for (Class<?> type = testClass; type != null; type = type.getEnclosingClass()) {
            Optional<Load> found = AnnotationSupport.findAnnotation(type, Load.class);
            if (found.isPresent()) {
                return found.map(LoadAnnotation::raw);
            }
        }
        return Optional.empty();
    }

    /** Finds the objectives of a test method, or those of its class or the classes around it if it has none. */
    static List<RawSlo> objectives(ExtensionContext context) {
        List<Slo> found = AnnotationSupport.findRepeatableAnnotations(context.getRequiredTestMethod(), Slo.class);
        Class<?> type = context.getRequiredTestClass();
        while (found.isEmpty() && type != null) {
            found = AnnotationSupport.findRepeatableAnnotations(type, Slo.class);
            type = type.getEnclosingClass();
        }
        List<RawSlo> objectives = new ArrayList<>();
        for (Slo slo : found) {
            objectives.add(raw(slo, found.size() == 1 ? "@Slo" : "@Slo[" + (objectives.size() + 1) + "]"));
        }
        return objectives;
    }

    /** Finds how users speak HTTP: what the test method says, its class, or the nearest class around it; else null. */
    static @Nullable RawHttp http(ExtensionContext context) {
        Optional<HttpSettings> found =
                AnnotationSupport.findAnnotation(context.getRequiredTestMethod(), HttpSettings.class);
        Class<?> type = context.getRequiredTestClass();
        while (found.isEmpty() && type != null) {
            found = AnnotationSupport.findAnnotation(type, HttpSettings.class);
            type = type.getEnclosingClass();
        }
        return found.map(LoadAnnotation::raw).orElse(null);
    }

    /** Reads any kind of load as if it were a {@link Load}; what it does not have is as by default there. */
    private static RawLoad raw(Annotation annotation) {
        InvocationHandler sameName = (proxy, attribute, none) -> {
            try {
                Method own = annotation.annotationType().getMethod(attribute.getName());
                own.setAccessible(true); // the annotation type may be nested in a class of the user's
                return own.getReturnType() == attribute.getReturnType()
                        ? own.invoke(annotation)
                        : attribute.getDefaultValue();
            } catch (NoSuchMethodException e) {
                return attribute.getDefaultValue();
            }
        };
        Load view = (Load) Proxy.newProxyInstance(Load.class.getClassLoader(), new Class<?>[] {Load.class}, sameName);
        RawLoad raw = raw(view, "@" + annotation.annotationType().getSimpleName());
        raw.levels = RawLoad.LEVELS.stream()
                .filter(name -> has(annotation.annotationType(), name))
                .toList();
        return raw;
    }

    private static boolean has(Class<? extends Annotation> type, String attribute) {
        return Arrays.stream(type.getMethods())
                .anyMatch(method -> method.getName().equals(attribute));
    }

    private static RawLoad raw(Load a, String place) {
        RawLoad raw = new RawLoad(place);
        raw.name = a.name();
        raw.users = a.users() == 0 ? null : a.users();
        raw.arrivalRate = a.arrivalRate();
        raw.stages = stages(a.stages());
        raw.rampUp = a.rampUp();
        raw.warmUp = a.warmUp();
        raw.duration = a.duration();
        raw.iterations = a.iterations() == 0 ? null : a.iterations();
        raw.rampDown = a.rampDown();
        raw.pacing = a.pacing();
        raw.thinkTime = a.thinkTime();
        raw.maxUsers = a.maxUsers() == 0 ? null : a.maxUsers();
        raw.overflow = a.overflow() == Overflow.QUEUE ? null : a.overflow();
        raw.arrivals = a.arrivals() == Arrivals.EVEN ? null : a.arrivals();
        raw.gracefulStop = a.gracefulStop();
        raw.seed = a.seed();
        raw.baseUrl = a.baseUrl();
        return raw;
    }

    private static RawSlo raw(Slo a, String place) {
        RawSlo raw = new RawSlo(place);
        raw.request = a.request();
        raw.p50 = a.p50();
        raw.p75 = a.p75();
        raw.p90 = a.p90();
        raw.p95 = a.p95();
        raw.p99 = a.p99();
        raw.p999 = a.p999();
        raw.max = a.max();
        raw.mean = a.mean();
        raw.errorRate = a.errorRate();
        raw.throughput = a.throughput();
        raw.dropped = a.dropped();
        raw.failedChecks = a.failedChecks();
        raw.abort = a.abort();
        raw.over = a.over();
        raw.after = a.after();
        raw.holdsFor = a.holdsFor();
        return raw;
    }

    private static RawHttp raw(HttpSettings a) {
        RawHttp raw = new RawHttp("@HttpSettings");
        raw.version = a.version();
        raw.connections = a.connections();
        raw.poolSize = a.poolSize();
        raw.proxy = a.proxy();
        raw.noProxy = List.of(a.noProxy());
        raw.allowedHosts = List.of(a.allowedHosts());
        raw.trustStore = a.trustStore();
        raw.trustStorePassword = a.trustStorePassword();
        raw.keyStore = a.keyStore();
        raw.keyStorePassword = a.keyStorePassword();
        raw.trustAll = a.trustAll();
        raw.dnsTtl = a.dnsTtl();
        raw.timeout = a.timeout();
        raw.maxResponseSize = a.maxResponseSize();
        return raw;
    }

    private static List<LoadStage> stages(Stage[] stages) {
        return Arrays.stream(stages)
                .map(s -> new LoadStage(
                        s.duration(), s.users() < 0 ? null : s.users(), s.rate().isEmpty() ? null : s.rate()))
                .toList();
    }
}
