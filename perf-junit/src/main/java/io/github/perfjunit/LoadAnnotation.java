// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit;

import io.github.perfjunit.internal.config.LoadAttribute;
import io.github.perfjunit.internal.config.RawHttp;
import io.github.perfjunit.internal.config.RawLoad;
import io.github.perfjunit.internal.config.RawSlo;
import io.github.perfjunit.internal.config.RawWork;
import io.github.perfjunit.internal.session.LoadKinds;
import io.github.perfjunit.load.LoadStage;
import io.github.perfjunit.metrics.Work;
import io.github.perfjunit.spi.LoadKind;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.ReflectionSupport;

/**
 * Reads {@link LoadTest}, {@link Load} and other annotations that are a {@link LoadKind}, {@link Slo} and {@link
 * HttpSettings}. JUnit has no aliases for attributes, so each kind of load declares those of the table {@link
 * LoadAttribute} that it has.
 */
final class LoadAnnotation {

    private LoadAnnotation() {}

    /** Finds the annotation of a test method, its class or the classes around it that describes its load. */
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
        return raw(found);
    }

    /** Finds the objectives of a test method itself. */
    static List<RawSlo> objectives(Method method) {
        return raw(AnnotationSupport.findRepeatableAnnotations(method, Slo.class));
    }

    private static List<RawSlo> raw(List<Slo> found) {
        List<RawSlo> objectives = new ArrayList<>();
        for (Slo slo : found) {
            objectives.add(raw(slo, found.size() == 1 ? "@Slo" : "@Slo[" + (objectives.size() + 1) + "]"));
        }
        return objectives;
    }

    /** Finds the HTTP settings of the test method, its class, or the nearest class around it; null if there are none. */
    static @Nullable RawHttp http(ExtensionContext context) {
        return nearest(context, HttpSettings.class).map(LoadAnnotation::raw).orElse(null);
    }

    /** Finds the limits for work of the test method, its class, or the nearest class around it; empty if there are none. */
    static Optional<RawWork> work(ExtensionContext context) {
        return nearest(context, WorkSlo.class).map(LoadAnnotation::raw);
    }

    /** Finds the limits for work of a test method itself. */
    static Optional<RawWork> work(Method method) {
        return AnnotationSupport.findAnnotation(method, WorkSlo.class).map(LoadAnnotation::raw);
    }

    private static RawWork raw(WorkSlo a) {
        Map<Work, String> limits = Map.of(
                Work.PINNED, a.pinned(),
                Work.ALLOCATED, a.allocated(),
                Work.COLLECTIONS, a.collections(),
                Work.BYTES_SENT, a.bytesSent(),
                Work.BYTES_RECEIVED, a.bytesReceived(),
                Work.CONNECTIONS, a.connections(),
                Work.STATEMENTS, a.statements(),
                Work.ROUND_TRIPS, a.roundTrips(),
                Work.ROWS, a.rows());
        return new RawWork(limits, a.jvm());
    }

    private static <A extends Annotation> Optional<A> nearest(ExtensionContext context, Class<A> annotation) {
        Optional<A> found = AnnotationSupport.findAnnotation(context.getRequiredTestMethod(), annotation);
        Class<?> type = context.getRequiredTestClass();
        while (found.isEmpty() && type != null) {
            found = AnnotationSupport.findAnnotation(type, annotation);
            type = type.getEnclosingClass();
        }
        return found;
    }

    /** Reads the settings of any kind of load; those that it does not have, or has with another type, are not set. */
    private static RawLoad raw(Annotation annotation) {
        Class<? extends Annotation> type = annotation.annotationType();
        RawLoad raw = new RawLoad("@" + type.getSimpleName());
        List<LoadAttribute<?, ?>> offered = new ArrayList<>();
        for (LoadAttribute<?, ?> attribute : LoadAttribute.ALL) {
            if (attribute.isAnnotated()) {
                Optional<Method> own = declared(type, attribute.name());
                if (own.isPresent()) {
                    offered.add(attribute);
                }
                own.filter(LoadAnnotation::isTypedAsInLoad)
                        .ifPresent(method -> read(annotation, method, attribute, raw));
            }
        }
        raw.offer(offered);
        return raw;
    }

    private static Optional<Method> declared(Class<? extends Annotation> type, String attribute) {
        return Arrays.stream(type.getMethods())
                .filter(method -> method.getName().equals(attribute) && method.getParameterCount() == 0)
                .findFirst();
    }

    private static boolean isTypedAsInLoad(Method own) {
        return declared(Load.class, own.getName())
                .filter(load -> load.getReturnType() == own.getReturnType())
                .isPresent();
    }

    @SuppressWarnings("unchecked") // an annotation test holds the types of attributes to those of the table
    private static <W> void read(Annotation annotation, Method own, LoadAttribute<W, ?> attribute, RawLoad raw) {
        own.setAccessible(true); // the annotation type may be nested in a class of the user's
        Object value = ReflectionSupport.invokeMethod(own, annotation);
        W written = (W) (value instanceof Stage[] stages ? stages(stages) : value);
        if (!written.equals(attribute.none())) {
            raw.set(attribute, written);
        }
    }

    private static RawSlo raw(Slo a, String place) {
        RawSlo raw = new RawSlo(place);
        raw.request = a.request();
        raw.scenario = a.scenario();
        raw.metric = a.metric();
        raw.p50 = a.p50();
        raw.p75 = a.p75();
        raw.p90 = a.p90();
        raw.p95 = a.p95();
        raw.p99 = a.p99();
        raw.p999 = a.p999();
        raw.max = a.max();
        raw.mean = a.mean();
        raw.within = a.within();
        raw.share = a.share();
        raw.errorRate = a.errorRate();
        raw.throughput = a.throughput();
        raw.dropped = a.dropped();
        raw.failedChecks = a.failedChecks();
        raw.monitor = a.monitor();
        raw.min = a.min();
        raw.last = a.last();
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
