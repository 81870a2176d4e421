// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.feed;

/** Returned instead of a record when all are used up. */
public enum FeedExhausted {
    /** The only instance. */
    INSTANCE
}
