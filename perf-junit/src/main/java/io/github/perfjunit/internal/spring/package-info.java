// SPDX-License-Identifier: Apache-2.0

/** What loads know of the Spring application that they test; Spring is optional. */
@NullMarked
package io.github.perfjunit.internal.spring;

import org.jspecify.annotations.NullMarked;
