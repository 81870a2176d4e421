// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.body;

import io.github.perfjunit.load.UserBody;
import io.github.perfjunit.load.VirtualUser;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Calls a method of the test instance; some arguments belong to the virtual user. */
public final class MethodBody implements UserBody {

    /** Supplies one argument for one iteration. */
    @FunctionalInterface
    public interface Argument {
        @Nullable
        Object of(VirtualUser user) throws Exception;
    }

    private static final MethodType ANY = MethodType.methodType(void.class, Object[].class);

    private final MethodHandle handle;
    private final @Nullable Object[] shared;
    private final int[] indexes;
    private final Argument[] own;

    public MethodBody(Method method, Object target, @Nullable Object[] shared, Map<Integer, Argument> own) {
        this.handle = handle(method, target);
        this.shared = shared.clone();
        this.indexes = own.keySet().stream().mapToInt(Integer::intValue).toArray();
        this.own = own.values().toArray(Argument[]::new);
    }

    private static MethodHandle handle(Method method, Object target) {
        method.setAccessible(true);
        try {
            MethodHandle raw = MethodHandles.lookup().unreflect(method);
            MethodHandle bound = raw.type().parameterCount() > method.getParameterCount() ? raw.bindTo(target) : raw;
            return bound.asSpreader(Object[].class, method.getParameterCount()).asType(ANY);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("cannot call " + method, e);
        }
    }

    @Override
    public void run(VirtualUser user) throws Exception {
        @Nullable Object[] arguments = shared.clone();
        for (int i = 0; i < indexes.length; i++) {
            arguments[indexes[i]] = own[i].of(user);
        }
        try {
            handle.invokeExact(arguments);
        } catch (Exception | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
