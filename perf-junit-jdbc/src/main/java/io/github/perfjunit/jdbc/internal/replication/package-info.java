// SPDX-License-Identifier: Apache-2.0

/** Watches how far the replicas of a database are behind. */
@NullMarked
package io.github.perfjunit.jdbc.internal.replication;

import org.jspecify.annotations.NullMarked;
