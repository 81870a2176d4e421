// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The same thing several times, so that threads seldom meet at one; who uses one locks it.
 *
 * @param <T> the thing
 */
final class Stripes<T> {

    private static final int COUNT = 8;

    private final AtomicReferenceArray<@Nullable T> stripes = new AtomicReferenceArray<>(COUNT);
    private final Supplier<T> make;

    Stripes(Supplier<T> make) {
        this.make = make;
    }

    /** Returns that of the calling thread. */
    T mine() {
        int index = (int) Thread.currentThread().getId() & (COUNT - 1);
        T stripe = stripes.get(index);
        if (stripe != null) {
            return stripe;
        }
        T made = make.get();
        T first = stripes.compareAndExchange(index, null, made);
        return first == null ? made : first;
    }

    /** Returns those that were used. */
    List<T> used() {
        List<T> used = new ArrayList<>();
        for (int i = 0; i < COUNT; i++) {
            T stripe = stripes.get(i);
            if (stripe != null) {
                used.add(stripe);
            }
        }
        return used;
    }
}
