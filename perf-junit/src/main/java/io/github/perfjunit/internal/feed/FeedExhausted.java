// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.feed;

/** Stands for a record when all are used up. */
public enum FeedExhausted {
    /** The only one. */
    INSTANCE
}
