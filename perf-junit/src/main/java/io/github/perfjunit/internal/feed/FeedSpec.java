// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.feed;

import io.github.perfjunit.load.FeedStrategy;
import io.github.perfjunit.load.WorkerShare;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/**
 * The settings of one feed, and the place where it runs.
 *
 * @param value where the records are: {@code /x.csv}, {@code file:x.jsonl}, {@code #method}, {@code pkg.Class#method}
 * @param strategy the choice of the record for an iteration
 * @param type type of the parameter, with its type arguments
 * @param testClass class whose class path and methods are meant
 * @param testInstance the object for instance methods; null if there is none
 * @param users maximum number of virtual users on all workers
 * @param share the part of the load that runs here
 */
public record FeedSpec(
        String value,
        FeedStrategy strategy,
        Type type,
        Class<?> testClass,
        @Nullable Object testInstance,
        int users,
        WorkerShare share) {}
