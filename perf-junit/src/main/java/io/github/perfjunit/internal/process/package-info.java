// SPDX-License-Identifier: Apache-2.0
/** JVMs on this machine that run shares of a load. */
@NullMarked
package io.github.perfjunit.internal.process;

import org.jspecify.annotations.NullMarked;
