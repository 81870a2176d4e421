// SPDX-License-Identifier: Apache-2.0
/** Figures from CloudWatch and to it. */
@NullMarked
package io.github.perfjunit.aws.internal.cloudwatch;

import org.jspecify.annotations.NullMarked;
