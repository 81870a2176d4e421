// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc;

import io.github.perfjunit.load.VirtualUser;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A virtual user outside a load, who has a number, random numbers, and does not really wait. */
public final class ScriptUser {

    private final int id;
    private final Random random;
    private final List<Duration> pauses = new ArrayList<>();

    public ScriptUser(int id, long seed) {
        this.id = id;
        this.random = new Random(seed);
    }

    public List<Duration> pauses() {
        return pauses;
    }

    public VirtualUser asUser() {
        return (VirtualUser) Proxy.newProxyInstance(
                ScriptUser.class.getClassLoader(),
                new Class<?>[] {VirtualUser.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "id" -> id;
                    case "random" -> random;
                    case "think" -> {
                        pauses.add((Duration) arguments[0]);
                        yield null;
                    }
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}
