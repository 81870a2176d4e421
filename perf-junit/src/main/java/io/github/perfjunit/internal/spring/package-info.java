// SPDX-License-Identifier: Apache-2.0

/** Access to the Spring application under test; Spring is optional. */
@NullMarked
package io.github.perfjunit.internal.spring;

import org.jspecify.annotations.NullMarked;
