// SPDX-License-Identifier: Apache-2.0
/** Runs a load on Fargate from these parts: start reading here. */
@NullMarked
package io.github.perfjunit.aws.internal.run;

import org.jspecify.annotations.NullMarked;
