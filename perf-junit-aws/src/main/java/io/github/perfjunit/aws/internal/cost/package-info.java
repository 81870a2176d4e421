// SPDX-License-Identifier: Apache-2.0
/** What a run on Fargate costs, before and after it; depends on nothing but prices that are given to it. */
@NullMarked
package io.github.perfjunit.aws.internal.cost;

import org.jspecify.annotations.NullMarked;
