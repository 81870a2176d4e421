// SPDX-License-Identifier: Apache-2.0
/** Messages of a load in a bucket. */
@NullMarked
package io.github.perfjunit.aws.internal.s3;

import org.jspecify.annotations.NullMarked;
