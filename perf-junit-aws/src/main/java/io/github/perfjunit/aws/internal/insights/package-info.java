// SPDX-License-Identifier: Apache-2.0
/** The statements that loaded a database of RDS most, from CloudWatch Database Insights. */
@NullMarked
package io.github.perfjunit.aws.internal.insights;

import org.jspecify.annotations.NullMarked;
