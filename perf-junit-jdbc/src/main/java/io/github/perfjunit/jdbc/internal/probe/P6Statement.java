// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.probe;

import java.lang.reflect.Method;
import java.sql.Statement;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Passes calls on to p6spy's statement. Those of JDBC 4.2 and later that p6spy has no method for, and batches, whose
 * texts it mixes up, go to the driver as they do without p6spy.
 */
final class P6Statement extends Delegation {

    /** Whether a method is p6spy's, not only one that the interface serves by refusing it. */
    private static final ConcurrentHashMap<Method, Boolean> SERVED = new ConcurrentHashMap<>();

    private final Statement wrapped;
    private final ProxiedStatement direct;

    /**
     * Begins.
     *
     * @param wrapped p6spy's statement
     * @param direct around the driver's
     */
    P6Statement(Statement wrapped, ProxiedStatement direct) {
        super(wrapped);
        this.wrapped = wrapped;
        this.direct = direct;
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] args) throws Throwable {
        boolean ours =
                switch (method.getName()) {
                    case "addBatch", "clearBatch", "executeBatch", "getUpdateCount", "getConnection" -> true;
                    default -> !serves(method);
                };
        return ours ? direct.invoke(proxy, method, args) : passCommon(proxy, method, args);
    }

    private boolean serves(Method method) {
        Boolean known = SERVED.get(method);
        return known == null ? SERVED.computeIfAbsent(method, this::isServed) : known;
    }

    private boolean isServed(Method method) {
        try {
            return !wrapped.getClass()
                    .getMethod(method.getName(), method.getParameterTypes())
                    .getDeclaringClass()
                    .isInterface();
        } catch (NoSuchMethodException e) {
            return false;
        }
    }
}
