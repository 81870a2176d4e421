// SPDX-License-Identifier: Apache-2.0
/** The class path of a test in a bucket, and in a container. */
@NullMarked
package io.github.perfjunit.aws.internal.classpath;

import org.jspecify.annotations.NullMarked;
