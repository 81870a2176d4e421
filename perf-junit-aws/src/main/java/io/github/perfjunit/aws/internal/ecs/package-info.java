// SPDX-License-Identifier: Apache-2.0
/** Workers as tasks of ECS. */
@NullMarked
package io.github.perfjunit.aws.internal.ecs;

import org.jspecify.annotations.NullMarked;
