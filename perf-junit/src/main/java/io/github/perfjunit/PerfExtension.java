// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit;

import io.github.perfjunit.http.Http;
import io.github.perfjunit.internal.body.UserParameters;
import io.github.perfjunit.internal.config.RawLoad;
import io.github.perfjunit.internal.engine.CurrentUserHttp;
import io.github.perfjunit.internal.fluent.FluentLoads;
import io.github.perfjunit.internal.meters.Registries;
import io.github.perfjunit.internal.session.Extensions;
import io.github.perfjunit.internal.session.Invocations;
import io.github.perfjunit.load.LoadBuilder;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.slo.SloViolation;
import java.lang.reflect.Array;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;
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
        LoadPlacement.check(context);
        if (AnnotationSupport.isAnnotated(context.getRequiredTestMethod(), PerfTest.class)) {
            store(context).put(FluentLoads.class, fluent(context));
        }
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
            FluentLoads fluent = store(context).get(FluentLoads.class, FluentLoads.class);
            if (fluent != null) {
                fluent.arguments(call.getArguments());
            }
            proceed(invocation, fluent);
            return;
        }
        invocation.skip();
        store(context).put(RAN, true);
        try (AnnotatedLoad annotated =
                new AnnotatedLoad(load.get(), context, call.getArguments().toArray(), results(context)::set)) {
            annotated.run();
        }
    }

    private static void proceed(Invocation<@Nullable Void> invocation, @Nullable FluentLoads fluent) throws Throwable {
        try {
            invocation.proceed();
        } catch (SloViolation violation) {
            throw fluent == null ? violation : fluent.explained(violation);
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
            throw new ExtensionConfigurationException("the load of " + Invocations.place(context)
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
            return type == LoadBuilder.class
                    || type == Http.class
                    || Registries.supplies(parameter.getParameter(), context);
        }
        return LoadAnnotation.find(context).isPresent()
                && (parameter.isAnnotated(Feed.class)
                        || Registries.supplies(parameter.getParameter(), context)
                        || UserParameters.of(context.getRequiredTestClass()).isOfUser(type)
                        || Extensions.supply(
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
        if (type == LoadBuilder.class) {
            FluentLoads fluent = store(context).get(FluentLoads.class, FluentLoads.class);
            return fluent == null ? fluent(context).load() : fluent.load();
        }
        if (type == Http.class && AnnotationSupport.isAnnotated(context.getRequiredTestMethod(), PerfTest.class)) {
            return new CurrentUserHttp();
        }
        if (Registries.supplies(parameter.getParameter(), context)) {
            return Registries.argument(parameter.getParameter(), context);
        }
        return type.isPrimitive() ? Array.get(Array.newInstance(type, 1), 0) : null;
    }

    private static FluentLoads fluent(ExtensionContext context) {
        return new FluentLoads(
                context,
                LoadAnnotation.http(context),
                LoadAnnotation.objectives(context.getRequiredTestMethod()),
                LoadAnnotation.work(context.getRequiredTestMethod()),
                List.of(Stress.class, Spike.class, Capacity.class, Soak.class));
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

    /** The result that {@link AfterLoad} methods are called with. */
    private static final class ResultHolder {

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
