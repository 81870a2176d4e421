// SPDX-License-Identifier: Apache-2.0
/**
 * What is watched beside a load: the interface of a monitor, ready-made monitors, and the annotation that declares them.
 */
@NullMarked
package io.github.perfjunit.monitor;

import org.jspecify.annotations.NullMarked;
