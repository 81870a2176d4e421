// SPDX-License-Identifier: Apache-2.0
/** Settings of runs on AWS; every mistake in one list. */
@NullMarked
package io.github.perfjunit.aws.internal.config;

import org.jspecify.annotations.NullMarked;
