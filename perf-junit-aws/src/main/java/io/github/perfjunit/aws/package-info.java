// SPDX-License-Identifier: Apache-2.0
/**
 * The same load tests on AWS Fargate.
 */
@NullMarked
package io.github.perfjunit.aws;

import org.jspecify.annotations.NullMarked;
