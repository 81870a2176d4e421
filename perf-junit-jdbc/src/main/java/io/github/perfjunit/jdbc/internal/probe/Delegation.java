// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.probe;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Wrapper;
import org.jspecify.annotations.Nullable;

/** Passes calls of a JDBC interface on to the object of the driver or the pool; what it has no word for, unchanged. */
abstract class Delegation implements InvocationHandler {

    private final Object delegate;

    Delegation(Object delegate) {
        this.delegate = delegate;
    }

    /** Makes an object of an interface of java.sql, and others of ours, that is served by this. */
    final <T> T as(Class<T> type, Class<?>... others) {
        Class<?>[] all = new Class<?>[1 + others.length];
        all[0] = type;
        System.arraycopy(others, 0, all, 1, others.length);
        return type.cast(Proxy.newProxyInstance(Delegation.class.getClassLoader(), all, this));
    }

    /** Calls the method of the delegate, and throws what that throws. */
    final @Nullable Object pass(Method method, @Nullable Object @Nullable [] args) throws Throwable {
        try {
            return method.invoke(delegate, args);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    /** Serves what all interfaces have. */
    final @Nullable Object passCommon(Object proxy, Method method, @Nullable Object @Nullable [] args)
            throws Throwable {
        if (args != null && args.length == 1) {
            Object arg = args[0];
            return switch (method.getName()) {
                case "equals" -> proxy == arg;
                case "unwrap" -> arg instanceof Class<?> type ? unwrap(proxy, type) : pass(method, args);
                case "isWrapperFor" -> arg instanceof Class<?> type ? isWrapperFor(proxy, type) : pass(method, args);
                default -> pass(method, args);
            };
        }
        if (args == null && method.getName().equals("hashCode")) {
            return System.identityHashCode(proxy);
        }
        return pass(method, args);
    }

    private Object unwrap(Object proxy, Class<?> type) throws Throwable {
        if (type.isInstance(proxy)) {
            return proxy;
        }
        return type.isInstance(delegate) ? delegate : ((Wrapper) delegate).unwrap(type);
    }

    private boolean isWrapperFor(Object proxy, Class<?> type) throws Throwable {
        return type.isInstance(proxy) || type.isInstance(delegate) || ((Wrapper) delegate).isWrapperFor(type);
    }
}
