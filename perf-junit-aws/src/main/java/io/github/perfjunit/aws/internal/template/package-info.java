// SPDX-License-Identifier: Apache-2.0
/** The template of CloudFormation with everything that runs on Fargate need. */
@NullMarked
package io.github.perfjunit.aws.internal.template;

import org.jspecify.annotations.NullMarked;
