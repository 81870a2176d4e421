// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit;

import io.github.perfjunit.http.Http;
import io.github.perfjunit.internal.config.RawLoad;
import io.github.perfjunit.internal.engine.CurrentUserHttp;
import io.github.perfjunit.metrics.LoadResult;
import java.lang.annotation.Annotation;
import java.lang.reflect.Array;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Runs the methods that are annotated with {@link LoadTest}, {@link Load} or {@link PerfTest}; registered by these
 * annotations.
 *
 * <p>An extension that replaces the invocation of test methods must come after this one, or the load does not run, which
 * fails the test: {@code @ExtendWith({PerfExtension.class, Other.class})}.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class PerfExtension
        implements BeforeEachCallback, AfterTestExecutionCallback, InvocationInterceptor, ParameterResolver {

    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(PerfExtension.class);
    private static final String RAN = "ran";

    /** For JUnit. */
    public PerfExtension() {}

    @Override
    public void beforeEach(ExtensionContext context) {
        Method method = context.getRequiredTestMethod();
        requireOneKind(method, context);
        if (AnnotationSupport.isAnnotated(method, TestFactory.class)
                && LoadAnnotation.find(context).isPresent()) {
            throw new ExtensionConfigurationException(
                    place(context) + " is a @TestFactory, which cannot be run as a load. Hint: move it to a class"
                            + " without @Load, or use @ParameterizedTest.");
        }
        boolean template = AnnotationSupport.isAnnotated(method, TestTemplate.class);
        Optional<Annotation> kind = LoadAnnotation.kindOf(method);
        if (template && kind.isPresent() && isTest(kind.get())) {
            String name = "@" + kind.get().annotationType().getSimpleName();
            throw noTemplate(name, "use @Load instead of " + name + " there", context);
        }
        if (template && AnnotationSupport.isAnnotated(method, PerfTest.class)) {
            throw noTemplate("@PerfTest", "run several loads in one method instead", context);
        }
        if (AnnotationSupport.isAnnotated(method, PerfTest.class)) {
            if (AnnotationSupport.isAnnotated(method, Slo.class) || AnnotationSupport.isAnnotated(method, Slos.class)) {
                throw new ExtensionConfigurationException("@Slo on " + place(context)
                        + " has no effect, because a @PerfTest judges its results itself. Hint: write"
                        + " assertThat(result)... in the method, or use @LoadTest.");
            }
            store(context).put(FluentLoads.class, new FluentLoads(context));
        }
    }

    private static void requireOneKind(Method method, ExtensionContext context) {
        List<String> kinds = new ArrayList<>(LoadAnnotation.kinds(method).values());
        if (AnnotationSupport.isAnnotated(method, PerfTest.class)) {
            kinds.add("@PerfTest");
        }
        if (kinds.size() > 1) {
            throw new ExtensionConfigurationException(place(context) + " has " + String.join(" and ", kinds)
                    + ", of which a method can have only one. Hint: write a method for each.");
        }
    }

    /** Tells a kind of load that is a test of its own from one that stands beside the annotation of a test. */
    private static boolean isTest(Annotation kind) {
        return AnnotationSupport.isAnnotated(kind.annotationType(), Test.class);
    }

    private static ExtensionConfigurationException noTemplate(
            String annotation, String hint, ExtensionContext context) {
        return new ExtensionConfigurationException(annotation + " on " + place(context)
                + " is a test of its own and cannot be combined with @ParameterizedTest or @RepeatedTest. Hint: " + hint
                + ".");
    }

    @Override
    public void interceptTestMethod(
            Invocation<@Nullable Void> invocation, ReflectiveInvocationContext<Method> call, ExtensionContext context)
            throws Throwable {
        intercept(invocation, call, context);
    }

    @Override
    public void interceptTestTemplateMethod(
            Invocation<@Nullable Void> invocation, ReflectiveInvocationContext<Method> call, ExtensionContext context)
            throws Throwable {
        intercept(invocation, call, context);
    }

    private static void intercept(
            Invocation<@Nullable Void> invocation, ReflectiveInvocationContext<Method> call, ExtensionContext context)
            throws Throwable {
        Optional<RawLoad> load = LoadAnnotation.find(context);
        if (load.isEmpty()) {
            invocation.proceed();
            return;
        }
        invocation.skip();
        store(context).put(RAN, true);
        try (AnnotatedLoad annotated =
                new AnnotatedLoad(load.get(), context, call.getArguments().toArray(), results(context))) {
            annotated.run();
        }
    }

    @Override
    public void afterTestExecution(ExtensionContext context) {
        FluentLoads fluent = store(context).get(FluentLoads.class, FluentLoads.class);
        if (fluent != null) {
            fluent.judge(context.getExecutionException());
        }
        if (context.getExecutionException().isPresent()) {
            return;
        }
        if (LoadAnnotation.find(context).isPresent() && store(context).get(RAN) == null) {
            throw new ExtensionConfigurationException("the load of " + place(context)
                    + " did not run: another extension replaced the invocation of the test method. Hint: name"
                    + " PerfExtension first, as in @ExtendWith({PerfExtension.class, Other.class}), or use @PerfTest.");
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Executable declaring = parameter.getDeclaringExecutable();
        Class<?> type = parameter.getParameter().getType();
        if (!(declaring instanceof Method method)) {
            return false;
        }
        if (AnnotationSupport.isAnnotated(method, AfterLoad.class)) {
            return type == LoadResult.class;
        }
        if (!context.getTestMethod().filter(method::equals).isPresent()) {
            return false;
        }
        if (AnnotationSupport.isAnnotated(method, PerfTest.class)) {
            return type == io.github.perfjunit.load.Load.class || type == Http.class;
        }
        return LoadAnnotation.find(context).isPresent()
                && (parameter.isAnnotated(Feed.class)
                        || UserParameters.of(context.getRequiredTestClass()).isOfUser(type)
                        || Participants.supply(
                                parameter.getParameter(),
                                context.getRequiredTestClass().getClassLoader()));
    }

    /** What belongs to each user is put in by the load; until then a placeholder stands in. */
    @Override
    public @Nullable Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        if (type == LoadResult.class) {
            return results(context).latest();
        }
        if (type == io.github.perfjunit.load.Load.class) {
            FluentLoads fluent = store(context).get(FluentLoads.class, FluentLoads.class);
            return fluent == null ? new FluentLoads(context).load() : fluent.load();
        }
        if (type == Http.class && AnnotationSupport.isAnnotated(context.getRequiredTestMethod(), PerfTest.class)) {
            return new CurrentUserHttp();
        }
        return type.isPrimitive() ? Array.get(Array.newInstance(type, 1), 0) : null;
    }

    private static ResultHolder results(ExtensionContext context) {
        ResultHolder known = store(context).get(ResultHolder.class, ResultHolder.class);
        if (known != null) {
            return known;
        }
        ResultHolder fresh = new ResultHolder();
        store(context).put(ResultHolder.class, fresh);
        return fresh;
    }

    private static ExtensionContext.Store store(ExtensionContext context) {
        return context.getStore(NAMESPACE);
    }

    static String place(ExtensionContext context) {
        return context.getRequiredTestClass().getSimpleName() + "."
                + context.getRequiredTestMethod().getName();
    }

    /** The result that {@link AfterLoad} methods are called with. */
    static final class ResultHolder {

        private @Nullable LoadResult latest;

        void set(LoadResult result) {
            latest = result;
        }

        @Nullable
        LoadResult latest() {
            return latest;
        }
    }
}
